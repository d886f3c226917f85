package dev.postmeridian.work;

import static dev.postmeridian.desk.Criterion.TEXT;

import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.MessageState;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Result.Verdict;
import dev.postmeridian.jobs.WorkListener;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.store.TestRegion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Work on a region's mail as the tests of it need it: mails, workers that decide alike, and what
 * came of it.
 */
record Bench(TestRegion region) {
  static final WorkLimits QUICK = limits(Duration.ofMillis(800));

  List<MessageId> search(String text) {
    var filter = MessageFilter.all(100).with(TEXT, text);
    return region.store().desk().list("ada", filter).stream().map(m -> m.id()).toList();
  }

  static WorkLimits limits(Duration assessTimeout) {
    return limits(assessTimeout, assessTimeout.multipliedBy(2).plusMillis(400));
  }

  static WorkLimits limits(Duration assessTimeout, Duration lease) {
    return new WorkLimits(
        2,
        1 << 20,
        lease,
        assessTimeout,
        Duration.ofMillis(100),
        new Pace(64, Duration.ofMillis(1)),
        new Pace(5, Duration.ofMillis(1)),
        new Retries(3, 2, Duration.ofMillis(20), Duration.ofMillis(50)));
  }

  Worker worker(String name, Assess assess) {
    return worker(name, assess, QUICK);
  }

  Worker worker(String name, Assess assess, WorkLimits limits) {
    return new Worker(
            name,
            region.store().triageJobs(),
            assess,
            limits,
            new Semaphore(1),
            WorkListener.NONE,
            () -> false)
        .start();
  }

  MessageId accept(String text) {
    Acceptance mail = TestRegion.mail(text);
    return region.store().acceptedLog().accept(List.of(mail)).getFirst().id();
  }

  MessageState state(MessageId id) {
    return view(id).summary().state();
  }

  MessageView view(MessageId id) {
    return region.store().desk().find("ada", id).orElseThrow();
  }

  static String text(byte[] data) {
    return new String(data, StandardCharsets.UTF_8);
  }

  static Verdict decide(Claim claim, byte[] data) {
    return new Result.Decided(mail(text(data)), TestRegion.decision());
  }

  static ParsedMail mail(String text) {
    return new ParsedMail(
        header(text, "Subject").orElse(""),
        header(text, "From").orElse("Bob <bob@sender.example>"),
        Optional.empty(),
        header(text, "Message-ID"),
        header(text, "In-Reply-To").stream().toList(),
        header(text, "References").stream().flatMap(ids -> Stream.of(ids.split(" "))).toList(),
        text.substring(text.indexOf("\r\n\r\n") + 4),
        List.of(),
        List.of());
  }

  static Optional<String> header(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst();
  }

  static void awaitUninterruptibly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // stays, as a mail that hangs would
      }
    }
  }
}
