package dev.postmeridian.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.MessageState;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Jobs;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Result.Verdict;
import dev.postmeridian.jobs.Room;
import dev.postmeridian.jobs.WorkListener;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.store.TestRegion;
import dev.postmeridian.telemetry.LoggedErrors;
import dev.postmeridian.triage.QueueName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerTest {
  @RegisterExtension static final TestRegion region = TestRegion.open();
  private final Bench bench = new Bench(region);

  @Test
  void acceptedMailIsTriagedAndShown() {
    try (var worker = bench.worker("a", Bench::decide)) {
      MessageId id = bench.accept("Subject: invoice\r\n\r\nPay me");
      worker.wake();

      await().until(() -> bench.state(id) == MessageState.TRIAGED);

      MessageView view = bench.view(id);
      assertThat(view.summary().subject()).isEqualTo("invoice");
      assertThat(view.summary().queue()).contains(new QueueName("billing"));
      assertThat(view.history()).extracting(MessageView.Event::what).hasSize(2);
    }
  }

  @Test
  void poisonIsQuarantinedAndItsNeighboursAreNotDelayed() {
    Assess assess =
        (claim, data) -> {
          if (Bench.text(data).contains("poison")) {
            throw new IllegalStateException("poison");
          }
          return Bench.decide(claim, data);
        };
    MessageId poison = bench.accept("Subject: poison\r\n\r\n");
    List<MessageId> neighbours =
        IntStream.range(0, 20).mapToObj(i -> bench.accept("Subject: n" + i + "\r\n\r\n")).toList();

    try (var worker = bench.worker("a", assess)) {
      worker.wake();
      await().until(() -> bench.state(poison) == MessageState.QUARANTINED);

      assertThat(neighbours).allMatch(id -> bench.state(id) == MessageState.TRIAGED);
      assertThat(bench.view(poison).quarantine())
          .hasValue("triage failed 3 times: IllegalStateException");
      assertThat(bench.view(poison).summary().queue()).contains(QueueName.REVIEW);
    }
  }

  @Test
  void mailThatHangsDelaysNobody() {
    var never = new CountDownLatch(1);
    bench.accept("Subject: hang\r\n\r\n");
    List<MessageId> neighbours =
        IntStream.range(0, 20).mapToObj(i -> bench.accept("Subject: n" + i + "\r\n\r\n")).toList();

    try (var worker =
        bench.worker("a", hangingUntil(never), Bench.limits(Duration.ofSeconds(30)))) {
      worker.wake();
      await()
          .until(() -> neighbours.stream().allMatch(id -> bench.state(id) == MessageState.TRIAGED));
    } finally {
      never.countDown();
    }
  }

  @Test
  void mailThatHangsForEverIsQuarantinedAndTold() {
    var never = new CountDownLatch(1);
    MessageId hanging = bench.accept("Subject: hang\r\n\r\n");
    // Its attempts end by the timeout alone, not by a lease that a busy machine lets run out.
    var limits = Bench.limits(Duration.ofMillis(200), Duration.ofSeconds(30));

    try (var errors = LoggedErrors.of(Worker.class);
        var worker = bench.worker("a", hangingUntil(never), limits)) {
      worker.wake();
      await().until(() -> bench.state(hanging) == MessageState.QUARANTINED);
      assertThat(bench.view(hanging).quarantine())
          .hasValue("triage failed 2 times: no answer within PT0.2S");
      assertThat(worker.trouble()).hasValueSatisfying(t -> assertThat(t).contains("restart"));

      assertThat(errors.said())
          .hasSizeGreaterThan(1)
          .allMatch(said -> said.contains("restart the node"));

      never.countDown();
      await().until(() -> worker.trouble().isEmpty());
    } finally {
      never.countDown();
    }
  }

  private static Assess hangingUntil(CountDownLatch end) {
    return (claim, data) -> {
      if (Bench.text(data).contains("hang")) {
        Bench.awaitUninterruptibly(end);
      }
      return Bench.decide(claim, data);
    };
  }

  @Test
  void aResultThatTheDatabaseRefusesFailsAlone() {
    Assess assess =
        (claim, data) ->
            Bench.text(data).contains("refused")
                ? new Result.Indexed("not an end of triage")
                : Bench.decide(claim, data);
    MessageId refused = bench.accept("Subject: refused\r\n\r\n");
    MessageId neighbour = bench.accept("Subject: fine\r\n\r\n");

    try (var worker = bench.worker("a", assess)) {
      worker.wake();
      await().until(() -> bench.state(neighbour) == MessageState.TRIAGED);

      assertThat(bench.state(refused)).isEqualTo(MessageState.ACCEPTED);
    }
  }

  @Test
  void aRecordThatCantBeReadIsQuarantinedAndItsNeighboursAreTriaged() throws SQLException {
    MessageId bad = bench.accept("Subject: bad\r\n\r\n");
    MessageId neighbour = bench.accept("Subject: good\r\n\r\n");
    try (var c = region.superuser();
        var sql = c.createStatement()) {
      sql.execute(
          """
          UPDATE postmeridian.message
          SET fields = jsonb_set(fields, '{accepted,mailbox}', '"nobody at all"')
          WHERE id = decode('%s', 'hex')
          """
              .formatted(bad));
    }
    try (var worker = bench.worker("a", Bench::decide)) {
      worker.wake();
      await().until(() -> bench.state(neighbour) == MessageState.TRIAGED);
      await().until(() -> bench.state(bad) == MessageState.QUARANTINED);
    }
  }

  @Test
  void largeMessagesAreInMemoryOneAtATimeWhoeverWorksOnThem() {
    var held = new AtomicInteger();
    var most = new AtomicInteger();
    Assess counting =
        (claim, data) -> {
          most.accumulateAndGet(held.incrementAndGet(), Math::max);
          Verdict verdict = Bench.decide(claim, data);
          held.decrementAndGet();
          return verdict;
        };
    String large = "x".repeat((int) Bench.QUICK.inFlightBytes());
    for (int i = 0; i < 8; i++) {
      bench.accept("Subject: large " + i + "\r\n\r\n" + large);
    }
    var oneAtATime = new Semaphore(1);
    try (var one = sharing("one-1", counting, oneAtATime);
        var two = sharing("two-1", counting, oneAtATime)) {
      await().until(() -> region.store().desk().pulse().triaged() == 8);
      assertThat(one.trouble().or(two::trouble)).isEmpty();
    }
    assertThat(most).hasValue(1);
    assertThat(oneAtATime.availablePermits()).isEqualTo(1);
  }

  private static Worker sharing(String name, Assess assess, Semaphore permits) {
    return new Worker(
            name,
            region.store().triageJobs(),
            assess,
            Bench.QUICK,
            permits,
            WorkListener.NONE,
            () -> false)
        .start();
  }

  @Test
  void anUnexpectedErrorEndsNeitherTheWorkNorIsItKeptQuiet() {
    var broken = new AtomicBoolean(true);
    Jobs jobs = region.store().triageJobs();
    Jobs failing =
        new Jobs() {
          @Override
          public List<Claim> claim(String worker, Room room, Duration lease) {
            if (broken.get()) {
              throw new AssertionError("a bug");
            }
            return jobs.claim(worker, room, lease);
          }

          @Override
          public Optional<byte[]> content(Claim claim) {
            return jobs.content(claim);
          }

          @Override
          public List<Result> commit(String worker, List<Result> results) {
            return jobs.commit(worker, results);
          }
        };
    MessageId id = bench.accept("Subject: bug\r\n\r\n");
    try (var errors = LoggedErrors.of(Rounds.class);
        var worker =
            new Worker(
                    "bug-1",
                    failing,
                    Bench::decide,
                    Bench.QUICK,
                    new Semaphore(1),
                    WorkListener.NONE,
                    () -> false)
                .start()) {
      await().until(() -> worker.trouble().orElse("").contains("AssertionError"));
      broken.set(false);
      await().until(() -> bench.state(id) == MessageState.TRIAGED);
      assertThat(worker.trouble()).isEmpty();
      assertThat(errors.said())
          .contains("bug-1-claim failed and goes on: java.lang.AssertionError");
    }
  }

  @Test
  void whatTheSearchCantReadIsCountedAndTriedAgainAnotherDay() throws SQLException {
    Assess unreadable =
        (claim, data) -> {
          throw new IllegalStateException("words");
        };
    bench.accept("Subject: unread\r\n\r\n");
    try (var triage = bench.worker("triage", Bench::decide);
        var indexer =
            new Worker(
                    "index-1",
                    region.store().indexJobs(),
                    unreadable,
                    Bench.QUICK,
                    new Semaphore(1),
                    WorkListener.NONE,
                    () -> false)
                .start()) {
      triage.wake();
      await().until(() -> waitsForAnotherDay() == 1);
    }
    assertThat(region.store().backlog().unindexed()).isEqualTo(1);
  }

  private static long waitsForAnotherDay() throws SQLException {
    try (var c = region.superuser();
        var sql = c.createStatement();
        var row =
            sql.executeQuery(
                """
                SELECT count(*) FROM postmeridian.job
                WHERE kind = 'index' AND attempts = 0 AND run_at > now() + interval '23 hours'
                """)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void whatWaitsForItsCommitLeavesNoRoomForMore() {
    var claimed = new AtomicInteger();
    var rounds = new AtomicInteger();
    var slow = new CountDownLatch(1);
    var worker =
        new Worker(
            "slow-1",
            endless(claimed::addAndGet, slow),
            Bench::decide,
            Bench.QUICK,
            new Semaphore(1),
            WorkListener.NONE,
            () -> rounds.incrementAndGet() < 0);
    try (var _ = worker.start()) {
      await().until(() -> rounds.get() > 20);
      assertThat(claimed).hasValueLessThanOrEqualTo(3 * Bench.QUICK.pace().claims());
      slow.countDown();
    } finally {
      slow.countDown();
    }
  }

  @Test
  void whileSendersWaitItClaimsNoMoreThanTheRatedPace() {
    WorkLimits limits = Bench.QUICK.yieldingTo(120_000);
    var rounds = new AtomicInteger();
    var rooms = new CopyOnWriteArrayList<Integer>();
    var worker =
        new Worker(
            "yielding-1",
            endless(rooms::add, new CountDownLatch(0)),
            Bench::decide,
            limits,
            new Semaphore(1),
            WorkListener.NONE,
            () -> rounds.incrementAndGet() <= 20);
    try (var _ = worker.start()) {
      await().until(() -> rooms.contains(limits.pace().claims()));
    }
    assertThat(rooms.subList(0, 5)).allMatch(claims -> claims <= limits.yielding().claims());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 600, 800, 1000, 60_000, 6_000_000})
  void thePaceWhileSendersWaitIsTheRatedOneWhateverItIs(int mailsPerMinute) {
    WorkLimits limits = WorkLimits.DEFAULT.yieldingTo(mailsPerMinute);
    double perMinute = limits.yielding().claims() * 60e9 / limits.yielding().pause().toNanos();
    assertThat(perMinute).isCloseTo(mailsPerMinute, withPercentage(1));
    assertThat(limits.yielding().claims()).isBetween(limits.threads() + 1, limits.pace().claims());
  }

  /**
   * Jobs that never end.
   *
   * @param asked told how many each claim asks for
   * @param gate open to let commits through
   */
  private static Jobs endless(IntConsumer asked, CountDownLatch gate) {
    var next = new AtomicInteger();
    return new Jobs() {
      @Override
      public List<Claim> claim(String worker, Room room, Duration lease) {
        asked.accept(room.claims());
        return IntStream.range(0, room.claims())
            .mapToObj(_ -> unreadable(next.incrementAndGet()))
            .toList();
      }

      @Override
      public Optional<byte[]> content(Claim claim) {
        return Optional.empty();
      }

      @Override
      public List<Result> commit(String worker, List<Result> results) {
        Bench.awaitUninterruptibly(gate);
        return List.of();
      }
    };
  }

  private static Claim unreadable(int job) {
    return new Claim(
        job,
        1,
        false,
        new MessageId("0".repeat(32)),
        new Country("DE"),
        Optional.empty(),
        "und",
        0,
        new Stamp(0, 0, TestRegion.REGION, 0));
  }

  @Test
  void everyFilterOfAnEmptyRegionListsNothing() {
    assertThat(region.store().desk().list("ada", MessageFilter.all(10))).isEmpty();
  }
}
