package dev.postmeridian.cli;

import dev.postmeridian.cli.NearestLawful.NoRouteException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Sends mails to their regions, several at once. Mail of a region that does not answer or has no
 * room steps aside and is tried again, ever more slowly, while the rest goes on; after some time
 * without a single success the region is given up for this run.
 */
final class Sender implements AutoCloseable {
  private static final int AT_ONCE = 16;
  private static final int ASIDE = 64;
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(3));

  private final NearestLawful nearest;
  private final SendJournal journal;
  private final SendSummary summary;
  private final Duration patience;
  private final Consumer<String> say;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Semaphore aside = new Semaphore(ASIDE);
  private final Map<Endpoint, Silence> silences = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** A region that does not take mail now. */
  private record Silence(UnreachableException why, long sinceNanos, CountDownLatch over) {
    boolean isLongerThan(Duration patience) {
      return System.nanoTime() - sinceNanos > patience.toNanos();
    }
  }

  /**
   * @param patience how long a region may be silent before it is given up
   * @param say told of regions that are silent
   */
  Sender(
      NearestLawful nearest,
      SendJournal journal,
      SendSummary summary,
      Duration patience,
      Consumer<String> say) {
    this.nearest = nearest;
    this.journal = journal;
    this.summary = summary;
    this.patience = patience;
    this.say = say;
  }

  /**
   * Sends a mail, now or as soon as there is a place: memory holds no more than the places.
   *
   * @param file where it is from, in words for its sender
   */
  void send(String file, OutgoingMail mail) throws InterruptedException {
    summary.found();
    String key = mail.key();
    if (journal.has(key)) {
      summary.sentBefore();
      return;
    }
    places.acquire();
    threads.execute(() -> {
      try {
        deliver(file, mail, key);
      } finally {
        places.release();
      }
    });
  }

  /** Waits for everything under way. */
  @Override
  public void close() {
    threads.close();
  }

  private void deliver(String file, OutgoingMail mail, String key) {
    try {
      var silent = attempt(file, mail, key);
      for (int failures = 1; silent.isPresent(); failures++) {
        stepAside(silent.get(), failures);
        silent = attempt(file, mail, key);
      }
    } catch (UnreachableException e) {
      summary.givenUp(file, e.endpoint().toString(), e.words());
    } catch (ApiProblem e) {
      summary.refused(file, e.endpoint().toString(), e.words());
    } catch (CommandFailure e) {
      summary.givenUp(file, "", e.said());
    } catch (NoRouteException e) {
      summary.refused(file, "", mail.to() + ": " + e.getMessage() + ".");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      summary.givenUp(file, "", "The command was interrupted.");
    }
  }

  /**
   * Tries once.
   *
   * @return who was silent and may answer later; empty if the mail is dealt with
   * @throws UnreachableException if that one is given up
   */
  private Optional<Endpoint> attempt(String file, OutgoingMail mail, String key)
      throws UnreachableException, ApiProblem, NoRouteException {
    long began = System.nanoTime();
    try {
      RegionApi region = nearest.forRecipient(mail.to());
      Endpoint endpoint = region.endpoint();
      refuseIfGivenUp(endpoint);
      note(region, file, mail, key);
      Optional.ofNullable(silences.remove(endpoint)).ifPresent(s -> s.over().countDown());
      return Optional.empty();
    } catch (UnreachableException e) {
      silences.computeIfAbsent(e.endpoint(), _ -> silent(e, began));
      refuseIfGivenUp(e.endpoint());
      return Optional.of(e.endpoint());
    }
  }

  /** For all its mail with the words that began it. */
  private void refuseIfGivenUp(Endpoint endpoint) throws UnreachableException {
    Silence silence = silences.get(endpoint);
    if (silence != null && silence.isLongerThan(patience)) {
      throw silence.why();
    }
  }

  private Silence silent(UnreachableException e, long sinceNanos) {
    say.accept(
        e.said() + " Its mail waits up to " + patience.toSeconds() + " s; the rest goes on.");
    return new Silence(e, sinceNanos, new CountDownLatch(1));
  }

  /** Waits for the region's return, for some time, and lets others go first meanwhile. */
  private void stepAside(Endpoint endpoint, int failures) throws InterruptedException {
    Silence silence = silences.get(endpoint);
    if (silence == null) {
      return; // it is back already
    }
    boolean stepsAside = aside.tryAcquire();
    if (stepsAside) {
      places.release();
    }
    try {
      var _ = silence.over().await(BACKOFF.after(failures).toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (stepsAside) {
        places.acquireUninterruptibly();
        aside.release();
      }
    }
  }

  private void note(RegionApi region, String file, OutgoingMail mail, String key)
      throws UnreachableException, ApiProblem {
    JsonNode outcome = region.postMail(mail).path("recipients").path(0);
    String status = outcome.path("status").asString("");
    if (status.equals("refused")) {
      summary.refused(
          file,
          region.endpoint().toString(),
          mail.to()
              + ": "
              + outcome.path("detail").asString("")
              + " ("
              + outcome.path("code").asString("")
              + ")");
      return;
    }
    journal.add(key);
    summary.accepted(region.endpoint().toString(), status.equals("duplicate"));
  }
}
