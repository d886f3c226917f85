package dev.postmeridian.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.cli.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Mail servers of others: each brings its mails at a steady pace to the first region it knows that
 * answers, and keeps each until one says 250.
 */
final class Senders implements AutoCloseable {
  private static final Backoff AGAIN = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));
  private static final String LINE =
      "Our invoice 4711 is overdue. Could you please tell us by Friday when it will be paid?\r\n";
  private final RunningFleet fleet;
  private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean pouring = new AtomicBoolean(true);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Phaser underWay = new Phaser(1);

  Senders(RunningFleet fleet) {
    this.fleet = fleet;
  }

  /**
   * What a region said to a mail.
   *
   * @param subject names the mail
   * @param answer as {@link SmtpClient} heard it; empty if the connection failed
   * @param nanos when, by {@link System#nanoTime()}
   */
  record Reply(
      String subject, String to, String region, Optional<SmtpClient.Answer> answer, long nanos) {
    boolean is250() {
      return answer.filter(a -> a.atData() && a.reply().startsWith("250")).isPresent();
    }

    boolean is451AtRcpt() {
      return answer.filter(a -> !a.atData() && a.reply().startsWith("451")).isPresent();
    }
  }

  /**
   * Begins to bring mails of 5 KB, until {@link #finish()}.
   *
   * @param name a word for their subjects
   * @param regions where, the preferred one first
   */
  void pour(String name, String to, double perSecond, String... regions) {
    underWay.register();
    Thread.ofVirtual()
        .start(() -> {
          long start = System.nanoTime();
          for (int n = 1; pouring.get(); n++) {
            String subject = name + " " + n;
            underWay.register();
            Thread.ofVirtual().start(() -> bring(subject, to, List.of(regions)));
            LockSupport.parkNanos(start + (long) (n * 1e9 / perSecond) - System.nanoTime());
          }
          underWay.arriveAndDeregister();
        });
  }

  private void bring(String subject, String to, List<String> regions) {
    byte[] mail = mail(subject, to, LINE.repeat(57));
    for (int n = 1; !closed.get() && !isTaken(subject, to, regions, mail); n++) {
      LockSupport.parkNanos(AGAIN.after(n).toNanos());
    }
    underWay.arriveAndDeregister();
  }

  private boolean isTaken(String subject, String to, List<String> regions, byte[] mail) {
    return regions.stream().anyMatch(region -> offer(subject, to, region, mail));
  }

  /** Brings one mail once; true if it got 250. */
  boolean offer(String subject, String to, String region, byte[] mail) {
    Optional<SmtpClient.Answer> answer;
    try (var client = new SmtpClient(fleet.region(region).smtpPort())) {
      answer = Optional.of(client.offer("ada@sender.example", to, mail));
    } catch (IOException e) {
      answer = Optional.empty();
    }
    var reply = new Reply(subject, to, region, answer, System.nanoTime());
    replies.add(reply);
    return reply.is250();
  }

  static byte[] mail(String subject, String to, String text) {
    return """
    From: Ada <ada@sender.example>\r
    To: <%s>\r
    Subject: %s\r
    Message-ID: <%s@sender.example>\r
    \r
    %s\
    """
        .formatted(to, subject, subject.replace(' ', '.'), text)
        .getBytes(US_ASCII);
  }

  Stream<Reply> replies() {
    return replies.stream();
  }

  /** How long after a moment the first such reply came; waits for it. */
  Duration first(long since, Predicate<Reply> wanted) {
    Predicate<Reply> after = reply -> reply.nanos() > since && wanted.test(reply);
    await().atMost(Duration.ofMinutes(1)).until(() -> replies().anyMatch(after));
    long first = replies().filter(after).mapToLong(Reply::nanos).min().orElseThrow();
    return Duration.ofNanos(first - since);
  }

  /** The subjects that got 250 for addresses of these domains. */
  List<String> accepted(String... domains) {
    return replies()
        .filter(Reply::is250)
        .filter(reply -> Stream.of(domains).anyMatch(d -> reply.to().endsWith("@" + d)))
        .map(Reply::subject)
        .distinct()
        .toList();
  }

  long accepted() {
    return replies().filter(Reply::is250).count();
  }

  /** Makes no more mails, and waits until each has its 250. */
  void finish() {
    pouring.set(false);
    int phase = underWay.arrive();
    await().atMost(Duration.ofMinutes(1)).until(() -> underWay.getPhase() != phase);
  }

  @Override
  public void close() {
    pouring.set(false);
    closed.set(true);
  }
}
