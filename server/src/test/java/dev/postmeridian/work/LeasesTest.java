package dev.postmeridian.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.desk.MessageState;
import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Room;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.store.TestRegion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who works on a message, when several want to or one died. */
class LeasesTest {
  @RegisterExtension static final TestRegion region = TestRegion.open();
  private final Bench bench = new Bench(region);

  @Test
  void theLeaseOfADeadWorkerPassesOn() {
    MessageId id = bench.accept("Subject: orphan\r\n\r\n");
    assertThat(region.store().triageJobs().claim("dead", Room.of(10), Duration.ofMillis(300)))
        .hasSize(1);

    try (var worker = bench.worker("alive", Bench::decide)) {
      worker.wake();
      await().until(() -> bench.state(id) == MessageState.TRIAGED);
    }
  }

  @Test
  void whatUsedUpItsAttemptsIsQuarantinedAndNotReadAgain() {
    MessageId id = bench.accept("Subject: deadly\r\n\r\n");
    for (int attempt = 1; attempt <= Bench.QUICK.retries().most(); attempt++) {
      await()
          .until(() ->
              !region
                  .store()
                  .triageJobs()
                  .claim("dead", Room.of(1), Duration.ofMillis(1))
                  .isEmpty());
    }
    var read = new AtomicBoolean();
    Assess reading =
        (claim, data) -> {
          read.set(true);
          return Bench.decide(claim, data);
        };
    try (var worker = bench.worker("a", reading)) {
      worker.wake();
      await().until(() -> bench.state(id) == MessageState.QUARANTINED);
    }
    assertThat(read).isFalse();
  }

  @Test
  void aWorkerThatComesTooLateChangesNothing() {
    MessageId id = bench.accept("Subject: late\r\n\r\n");
    var jobs = region.store().triageJobs();
    Claim late = jobs.claim("late", Room.of(1), Duration.ofMillis(1)).getFirst();
    await().until(() -> !jobs.claim("other", Room.of(1), Duration.ofMinutes(1)).isEmpty());

    assertThat(
            jobs.commit(
                "late",
                List.of(new Result(late, Bench.decide(late, jobs.content(late).orElseThrow())))))
        .isEmpty();
    assertThat(bench.state(id)).isEqualTo(MessageState.ACCEPTED);
  }

  @Test
  void twoWorkersShareTheWorkAndDoNothingTwice() {
    var times = new ConcurrentHashMap<MessageId, AtomicInteger>();
    Assess assess =
        (claim, data) -> {
          times.computeIfAbsent(claim.message(), id -> new AtomicInteger()).incrementAndGet();
          return Bench.decide(claim, data);
        };
    try (var one = bench.worker("one", assess);
        var two = bench.worker("two", assess)) {
      for (int i = 0; i < 200; i++) {
        bench.accept("Subject: shared " + i + "\r\n\r\n");
        one.wake();
        two.wake();
      }
      await().until(() -> region.store().desk().pulse().triaged() == 200);
    }
    assertThat(times).hasSize(200);
    assertThat(times.values()).allMatch(n -> n.get() == 1);
  }

  @Test
  void closingGivesBackWhatWasNotBegun() {
    var begun = new CountDownLatch(2);
    var finish = new CountDownLatch(1);
    for (int i = 0; i < 10; i++) {
      bench.accept("Subject: closing " + i + "\r\n\r\n");
    }
    var worker =
        bench.worker(
            "a",
            (claim, data) -> {
              begun.countDown();
              Bench.awaitUninterruptibly(finish);
              return Bench.decide(claim, data);
            });
    Bench.awaitUninterruptibly(begun);
    finish.countDown();
    worker.close();

    var left = region.store().triageJobs().claim("next", Room.of(100), Duration.ofSeconds(1));
    long triaged = region.store().desk().pulse().triaged();
    assertThat(triaged).isGreaterThanOrEqualTo(2);
    assertThat(left).hasSize((int) (10 - triaged)).allMatch(claim -> claim.attempt() == 1);
  }
}
