package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.MessageState;
import dev.postmeridian.desk.RawMail;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.intake.AcceptedLog;
import dev.postmeridian.intake.AcceptedLog.Stored;
import dev.postmeridian.intake.AcceptedLogContract;
import dev.postmeridian.mail.MessageId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresAcceptedLogTest extends AcceptedLogContract {
  @RegisterExtension static final TestRegion region = TestRegion.open();

  @Override
  protected AcceptedLog log() {
    return region.store().acceptedLog();
  }

  @Override
  protected Optional<byte[]> kept(MessageId id) {
    return region.store().desk().raw("ada", id).flatMap(RawMail::whole);
  }

  @Test
  void acceptedMailIsListedAtOnce() {
    Acceptance mail = TestRegion.mail("Subject: one\r\n\r\nbody\r\n");

    var stored = region.store().acceptedLog().accept(List.of(mail));

    assertThat(stored).containsExactly(new Stored(mail.id(), false));
    assertThat(region.store().desk().list("ada", MessageFilter.all(1000)))
        .anySatisfy(m -> {
          assertThat(m.id()).isEqualTo(mail.id());
          assertThat(m.mailbox()).isEqualTo("ada@mail.example");
          assertThat(m.state()).isEqualTo(MessageState.ACCEPTED);
          assertThat(m.receivedAt()).isEqualTo(mail.receivedAt());
        });
  }

  @Test
  void whoeverComesWhileItClosesIsStoredOrToldToComeAgainAndNeverLeftWaiting() throws Exception {
    for (int round = 0; round < 20; round++) {
      var log = anotherLog();
      try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
        var answers = new ArrayList<Future<Boolean>>();
        for (int i = 0; i < 20; i++) {
          answers.add(callers.submit(() -> isStored(log)));
        }
        log.close();
        for (var answer : answers) {
          assertThat(answer.get(10, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(isStored(log)).isFalse();
      }
    }
  }

  @Test
  void whoeverWaitsForASilentDatabaseIsToldToComeAgainAndLaterMailIsStored() throws Exception {
    var impatient =
        new StoreLimits(6, 4, 5, Duration.ofSeconds(5), Duration.ofSeconds(1), LogLimits.DEFAULT);

    allAreToldWhileNothingCanBeStored(impatient);
  }

  @Test
  void whoeverWaitsForADatabaseThatEndsEachStatementIsToldTogetherNotOneByOne() throws Exception {
    String role = region.address().worker().name();
    String database = region.address().database();
    alter("ALTER ROLE %s IN DATABASE %s SET transaction_timeout = '1s'".formatted(role, database));
    try {
      allAreToldWhileNothingCanBeStored(StoreLimits.DEFAULT);
    } finally {
      alter("ALTER ROLE %s IN DATABASE %s RESET transaction_timeout".formatted(role, database));
    }
  }

  private static void allAreToldWhileNothingCanBeStored(StoreLimits limits) throws Exception {
    var law = TestRegion.law(TestRegion.REGION, "DE");
    try (var store =
            new Store(
                region.address(), law, region.clock(), List.of(), List.of(), limits, () -> {});
        var callers = Executors.newVirtualThreadPerTaskExecutor();
        Connection silence = region.superuser()) {
      silence.setAutoCommit(false);
      try (var sql = silence.createStatement()) {
        sql.execute("LOCK TABLE postmeridian.content");
      }
      var answers = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < 3 * LogLimits.DEFAULT.batchMessages(); i++) {
        var mail = TestRegion.mail("Subject: " + i + "\r\n\r\n");
        answers.add(callers.submit(() -> isStored(store.acceptedLog(), mail)));
      }
      for (var answer : answers) {
        // one by one would take minutes, and the server's own limit is ten seconds
        assertThat(answer.get(8, TimeUnit.SECONDS)).isFalse();
      }
      silence.rollback();
      assertThat(isStored(store.acceptedLog(), TestRegion.mail("Subject: later\r\n\r\n"))).isTrue();
    }
  }

  private static void alter(String role) throws Exception {
    try (Connection c = region.superuser();
        var sql = c.createStatement()) {
      sql.execute(role);
    }
  }

  @Test
  void whoeverComesWhileStoringIsRehearsedInVainIsToldWithoutAnotherTry() throws Exception {
    var tries = new AtomicInteger();
    var rehearsing = new CountDownLatch(1);
    var heard = new CountDownLatch(1);
    var nowhere =
        new PGSimpleDataSource() {
          @Override
          public Connection getConnection() throws SQLException {
            if (tries.incrementAndGet() > 1) {
              rehearsing.countDown();
              awaited(heard);
            }
            throw new SQLException("no connection", "08001");
          }
        };
    try (var log = anotherLog(nowhere)) {
      assertThat(isStored(log)).isFalse();
      assertThat(rehearsing.await(20, TimeUnit.SECONDS)).isTrue();
      var answer = new CompletableFuture<Boolean>();
      var caller = Thread.ofPlatform().start(() -> answer.complete(isStored(log)));
      await().until(() -> caller.getState() == Thread.State.WAITING);
      heard.countDown();

      assertThat(answer.get(20, TimeUnit.SECONDS)).isFalse();
      assertThat(tries).hasValue(2);
    }
  }

  @Test
  void whoeverWaitsWhenTheWriterDiesIsToldAndSoIsTheNode() {
    var log =
        anotherLog(
            new PGSimpleDataSource() {
              @Override
              public Connection getConnection() {
                throw new StackOverflowError("what no writer survives");
              }
            });

    assertThat(isStored(log)).isFalse();
    assertThat(isStored(log)).isFalse();
    assertThat(log.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("restart"));
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PostgresAcceptedLog anotherLog() {
    return anotherLog(new PGSimpleDataSource());
  }

  private static PostgresAcceptedLog anotherLog(PGSimpleDataSource connections) {
    connections.setUrl(region.address().url());
    connections.setUser(region.address().worker().name());
    connections.setPassword(region.address().worker().password());
    var statement = new AcceptStatement(region.clock(), TestRegion.REGION);
    return new PostgresAcceptedLog(connections, statement, LogLimits.DEFAULT, () -> {});
  }

  private static boolean isStored(AcceptedLog log) {
    return isStored(log, TestRegion.mail("Subject: last\r\n\r\n"));
  }

  private static boolean isStored(AcceptedLog log, Acceptance mail) {
    try {
      return !log.accept(List.of(mail)).isEmpty();
    } catch (AcceptedLog.UnavailableException e) {
      return false;
    }
  }
}
