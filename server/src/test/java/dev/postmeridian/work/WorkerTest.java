package dev.postmeridian.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.MessageState;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Jobs;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Result.Verdict;
import dev.postmeridian.jobs.Room;
import dev.postmeridian.jobs.WorkListener;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.region.Country;
import dev.postmeridian.store.TestRegion;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerTest {
  private static final WorkLimits QUICK = limits(Duration.ofMillis(800));
  @RegisterExtension static final TestRegion region = TestRegion.open();

  @Test
  void acceptedMailIsTriagedAndShown() {
    try (var worker = worker("a", WorkerTest::decide)) {
      MessageId id = accept("Subject: invoice\r\n\r\nPay me");
      worker.wake();

      await().until(() -> state(id) == MessageState.TRIAGED);

      MessageView view = view(id);
      assertThat(view.summary().subject()).isEqualTo("invoice");
      assertThat(view.summary().queue()).contains(new QueueName("billing"));
      assertThat(view.history()).extracting(MessageView.Event::what).hasSize(2);
    }
  }

  @Test
  void poisonIsQuarantinedAndItsNeighboursAreNotDelayed() {
    Assess assess =
        (claim, data) -> {
          if (text(data).contains("poison")) {
            throw new IllegalStateException("poison");
          }
          return decide(claim, data);
        };
    MessageId poison = accept("Subject: poison\r\n\r\n");
    List<MessageId> neighbours =
        IntStream.range(0, 20).mapToObj(i -> accept("Subject: n" + i + "\r\n\r\n")).toList();

    try (var worker = worker("a", assess)) {
      worker.wake();
      await().until(() -> state(poison) == MessageState.QUARANTINED);

      assertThat(neighbours).allMatch(id -> state(id) == MessageState.TRIAGED);
      assertThat(view(poison).quarantine())
          .hasValue("triage failed 3 times: IllegalStateException");
      assertThat(view(poison).summary().queue()).contains(QueueName.REVIEW);
    }
  }

  @Test
  void mailThatHangsDelaysNobody() {
    var never = new CountDownLatch(1);
    accept("Subject: hang\r\n\r\n");
    List<MessageId> neighbours =
        IntStream.range(0, 20).mapToObj(i -> accept("Subject: n" + i + "\r\n\r\n")).toList();

    try (var worker = worker("a", hangingUntil(never), limits(Duration.ofSeconds(30)))) {
      worker.wake();
      await().until(() -> neighbours.stream().allMatch(id -> state(id) == MessageState.TRIAGED));
    } finally {
      never.countDown();
    }
  }

  @Test
  void mailThatHangsForEverIsQuarantinedAndTold() {
    var never = new CountDownLatch(1);
    MessageId hanging = accept("Subject: hang\r\n\r\n");

    try (var worker = worker("a", hangingUntil(never), limits(Duration.ofMillis(200)))) {
      worker.wake();
      await().until(() -> state(hanging) == MessageState.QUARANTINED);
      assertThat(view(hanging).quarantine())
          .hasValue("triage failed 2 times: no answer within PT0.2S");
      assertThat(worker.trouble()).hasValueSatisfying(t -> assertThat(t).contains("restart"));

      never.countDown();
      await().until(() -> worker.trouble().isEmpty());
    } finally {
      never.countDown();
    }
  }

  private static Assess hangingUntil(CountDownLatch end) {
    return (claim, data) -> {
      if (text(data).contains("hang")) {
        awaitUninterruptibly(end);
      }
      return decide(claim, data);
    };
  }

  @Test
  void aResultThatTheDatabaseRefusesFailsAlone() {
    Assess assess =
        (claim, data) ->
            text(data).contains("refused")
                ? new Result.Indexed("not an end of triage")
                : decide(claim, data);
    MessageId refused = accept("Subject: refused\r\n\r\n");
    MessageId neighbour = accept("Subject: fine\r\n\r\n");

    try (var worker = worker("a", assess)) {
      worker.wake();
      await().until(() -> state(neighbour) == MessageState.TRIAGED);

      assertThat(state(refused)).isEqualTo(MessageState.ACCEPTED);
    }
  }

  @Test
  void aRecordThatCantBeReadIsQuarantinedAndItsNeighboursAreTriaged() throws SQLException {
    MessageId bad = accept("Subject: bad\r\n\r\n");
    MessageId neighbour = accept("Subject: good\r\n\r\n");
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
    try (var worker = worker("a", WorkerTest::decide)) {
      worker.wake();
      await().until(() -> state(neighbour) == MessageState.TRIAGED);
      await().until(() -> state(bad) == MessageState.QUARANTINED);
    }
  }

  @Test
  void largeMessagesAreInMemoryOneAtATimeWhoeverWorksOnThem() {
    var held = new AtomicInteger();
    var most = new AtomicInteger();
    Assess counting =
        (claim, data) -> {
          most.accumulateAndGet(held.incrementAndGet(), Math::max);
          Verdict verdict = decide(claim, data);
          held.decrementAndGet();
          return verdict;
        };
    String large = "x".repeat((int) QUICK.inFlightBytes());
    for (int i = 0; i < 8; i++) {
      accept("Subject: large " + i + "\r\n\r\n" + large);
    }
    var oneAtATime = new Semaphore(1);
    Jobs jobs = region.store().triageJobs();
    try (var one =
            new Worker("one-1", jobs, counting, QUICK, oneAtATime, WorkListener.NONE, () -> false)
                .start();
        var two =
            new Worker("two-1", jobs, counting, QUICK, oneAtATime, WorkListener.NONE, () -> false)
                .start()) {
      await().until(() -> region.store().desk().pulse().triaged() == 8);
      assertThat(one.trouble().or(two::trouble)).isEmpty();
    }
    assertThat(most).hasValue(1);
    assertThat(oneAtATime.availablePermits()).isEqualTo(1);
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
          public int commit(String worker, List<Result> results) {
            return jobs.commit(worker, results);
          }
        };
    MessageId id = accept("Subject: bug\r\n\r\n");
    try (var worker =
        new Worker(
                "bug-1",
                failing,
                WorkerTest::decide,
                QUICK,
                new Semaphore(1),
                WorkListener.NONE,
                () -> false)
            .start()) {
      await().until(() -> worker.trouble().orElse("").contains("AssertionError"));
      broken.set(false);
      await().until(() -> state(id) == MessageState.TRIAGED);
      assertThat(worker.trouble()).isEmpty();
    }
  }

  @Test
  void whatTheSearchCantReadIsCountedAndTriedAgainAnotherDay() throws SQLException {
    Assess unreadable =
        (claim, data) -> {
          throw new IllegalStateException("words");
        };
    accept("Subject: unread\r\n\r\n");
    try (var triage = worker("triage", WorkerTest::decide);
        var indexer =
            new Worker(
                    "index-1",
                    region.store().indexJobs(),
                    unreadable,
                    QUICK,
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
    Jobs endless =
        new Jobs() {
          @Override
          public List<Claim> claim(String worker, Room room, Duration lease) {
            return IntStream.range(0, room.claims())
                .mapToObj(i -> unreadable(claimed.incrementAndGet()))
                .toList();
          }

          @Override
          public Optional<byte[]> content(Claim claim) {
            return Optional.empty();
          }

          @Override
          public int commit(String worker, List<Result> results) {
            awaitUninterruptibly(slow);
            return 0;
          }
        };
    var worker =
        new Worker(
            "slow-1",
            endless,
            WorkerTest::decide,
            QUICK,
            new Semaphore(1),
            WorkListener.NONE,
            () -> rounds.incrementAndGet() < 0);
    try (var _ = worker.start()) {
      await().until(() -> rounds.get() > 20);
      assertThat(claimed).hasValueLessThanOrEqualTo(3 * QUICK.inFlight());
      slow.countDown();
    } finally {
      slow.countDown();
    }
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
  void theLeaseOfADeadWorkerPassesOn() {
    MessageId id = accept("Subject: orphan\r\n\r\n");
    assertThat(region.store().triageJobs().claim("dead", Room.of(10), Duration.ofMillis(300)))
        .hasSize(1);

    try (var worker = worker("alive", WorkerTest::decide)) {
      worker.wake();
      await().until(() -> state(id) == MessageState.TRIAGED);
    }
  }

  @Test
  void whatUsedUpItsAttemptsIsQuarantinedAndNotReadAgain() {
    MessageId id = accept("Subject: deadly\r\n\r\n");
    for (int attempt = 1; attempt <= QUICK.maxAttempts(); attempt++) {
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
          return decide(claim, data);
        };
    try (var worker = worker("a", reading)) {
      worker.wake();
      await().until(() -> state(id) == MessageState.QUARANTINED);
    }
    assertThat(read).isFalse();
  }

  @Test
  void aWorkerThatComesTooLateChangesNothing() {
    MessageId id = accept("Subject: late\r\n\r\n");
    var jobs = region.store().triageJobs();
    Claim late = jobs.claim("late", Room.of(1), Duration.ofMillis(1)).getFirst();
    await().until(() -> !jobs.claim("other", Room.of(1), Duration.ofMinutes(1)).isEmpty());

    assertThat(
            jobs.commit(
                "late", List.of(new Result(late, decide(late, jobs.content(late).orElseThrow())))))
        .isZero();
    assertThat(state(id)).isEqualTo(MessageState.ACCEPTED);
  }

  @Test
  void twoWorkersShareTheWorkAndDoNothingTwice() {
    var times = new ConcurrentHashMap<MessageId, AtomicInteger>();
    Assess assess =
        (claim, data) -> {
          times.computeIfAbsent(claim.message(), id -> new AtomicInteger()).incrementAndGet();
          return decide(claim, data);
        };
    try (var one = worker("one", assess);
        var two = worker("two", assess)) {
      for (int i = 0; i < 200; i++) {
        accept("Subject: shared " + i + "\r\n\r\n");
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
      accept("Subject: closing " + i + "\r\n\r\n");
    }
    var worker =
        worker(
            "a",
            (claim, data) -> {
              begun.countDown();
              awaitUninterruptibly(finish);
              return decide(claim, data);
            });
    awaitUninterruptibly(begun);
    finish.countDown();
    worker.close();

    var left = region.store().triageJobs().claim("next", Room.of(100), Duration.ofSeconds(1));
    long triaged = region.store().desk().pulse().triaged();
    assertThat(triaged).isGreaterThanOrEqualTo(2);
    assertThat(left).hasSize((int) (10 - triaged)).allMatch(claim -> claim.attempt() == 1);
  }

  @Test
  void repliesJoinTheirThread() {
    try (var worker = worker("a", WorkerTest::decide)) {
      MessageId first = accept("Message-ID: <1@x>\r\nSubject: order\r\n\r\n");
      await().until(() -> state(first) == MessageState.TRIAGED);
      MessageId reply = accept("In-Reply-To: <1@x>\r\nSubject: something else\r\n\r\n");
      MessageId bySubject = accept("Subject: Re: AW: order\r\n\r\n");
      worker.wake();
      await().until(() -> region.store().desk().pulse().triaged() == 3);
      MessageId stranger = accept("Subject: order\r\n\r\nanother");
      worker.wake();
      await().until(() -> region.store().desk().pulse().triaged() == 4);

      assertThat(view(first).thread())
          .extracting(m -> m.id())
          .containsExactlyInAnyOrder(reply, bySubject);
      assertThat(view(stranger).thread()).isEmpty();
    }
  }

  @Test
  void searchFindsWordsOfManyLanguages() {
    Assess index = TriageWork.indexing(data -> mail(new String(data, StandardCharsets.UTF_8)));
    try (var triage = worker("triage", WorkerTest::decide);
        var indexer =
            new Worker(
                    "index-1",
                    region.store().indexJobs(),
                    index,
                    QUICK,
                    new Semaphore(1),
                    WorkListener.NONE,
                    () -> false)
                .start()) {
      MessageId german = accept("Subject: Offene Rechnungen\r\n\r\nBitte überweisen");
      MessageId english = accept("Subject: hello\r\n\r\nOur servers crashed, invoice 4711");
      MessageId japanese = accept("Subject: 請求書について\r\n\r\n先月の請求書、確認をお願いします。");
      MessageId chinese = accept("Subject: 发票\r\n\r\n请查收上个月的电子发票");
      triage.wake();
      indexer.wake();

      await().untilAsserted(() -> assertThat(search("請求書")).containsExactly(japanese));
      await().untilAsserted(() -> assertThat(search("电子发票")).containsExactly(chinese));
      await().untilAsserted(() -> assertThat(search("rechnungen")).containsExactly(german));
      assertThat(search("invoice -crashed")).isEmpty();
      assertThat(search("\"invoice 4711\"")).containsExactly(english);
      assertThat(search("überweisen or crashed")).containsExactlyInAnyOrder(german, english);
      assertThat(search("' & | ! ( <-> :* \\ \"")).isEmpty();
    }
  }

  private List<MessageId> search(String text) {
    var filter =
        new MessageFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(text),
            Optional.empty(),
            100);
    return region.store().desk().list("ada", filter).stream().map(m -> m.id()).toList();
  }

  private static WorkLimits limits(Duration assessTimeout) {
    return new WorkLimits(
        2,
        64,
        1 << 20,
        assessTimeout.multipliedBy(2).plusMillis(400),
        assessTimeout,
        Duration.ofMillis(100),
        Duration.ofMillis(1),
        Duration.ofMillis(1),
        3,
        Duration.ofMillis(20),
        Duration.ofMillis(50));
  }

  private Worker worker(String name, Assess assess) {
    return worker(name, assess, QUICK);
  }

  private Worker worker(String name, Assess assess, WorkLimits limits) {
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

  private MessageId accept(String text) {
    Acceptance mail = TestRegion.mail(text);
    return region.store().acceptedLog().accept(List.of(mail)).getFirst().id();
  }

  private MessageState state(MessageId id) {
    return view(id).summary().state();
  }

  private MessageView view(MessageId id) {
    return region.store().desk().find("ada", id).orElseThrow();
  }

  private static String text(byte[] data) {
    return new String(data, StandardCharsets.UTF_8);
  }

  private static Verdict decide(Claim claim, byte[] data) {
    return new Result.Decided(
        mail(text(data)),
        new Decision(
            JunkVerdict.HAM,
            new QueueName("billing"),
            Priority.NORMAL,
            "en",
            true,
            0.9,
            Optional.empty(),
            "test@1",
            List.of()));
  }

  private static ParsedMail mail(String text) {
    return new ParsedMail(
        header(text, "Subject").orElse(""),
        "Bob <bob@sender.example>",
        Optional.empty(),
        header(text, "Message-ID"),
        header(text, "In-Reply-To").stream().toList(),
        List.of(),
        text.substring(text.indexOf("\r\n\r\n") + 4),
        List.of(),
        List.of());
  }

  private static Optional<String> header(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // stays, as a mail that hangs would
      }
    }
  }

  @Test
  void everyFilterOfAnEmptyRegionListsNothing() {
    assertThat(region.store().desk().list("ada", MessageFilter.all(10))).isEmpty();
  }
}
