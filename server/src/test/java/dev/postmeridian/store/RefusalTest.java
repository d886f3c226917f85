package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.desk.MessageState;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.intake.AcceptedLog;
import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Room;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The database refuses what is sound: nothing is held against the mail, and it is told. */
class RefusalTest {
  private static final Duration STEP = Duration.ofMinutes(5);
  private final AtomicReference<Duration> wrong = new AtomicReference<>(Duration.ZERO);
  private final HybridClock clock =
      new HybridClock(() -> Instant.now().plus(wrong.get()), TestRegion.REGION, 77);

  @Test
  void aClockThatWasSetBackIsToldAndQuarantinesNoMail() throws SQLException {
    DatabaseAddress address = TestRegion.freshDatabase();
    Acceptance waiting = TestRegion.mail("Subject: waiting\r\n\r\n");
    try (Store store = TestRegion.open(address, clock, () -> {})) {
      store.acceptedLog().accept(List.of(waiting));
      assertThat(store.trouble()).isEmpty();

      wrong.set(STEP);
      clock.next();
      wrong.set(Duration.ZERO);

      assertThatThrownBy(() -> store.acceptedLog().accept(List.of(TestRegion.mail("x\r\n\r\n"))))
          .isInstanceOf(AcceptedLog.UnavailableException.class);
      assertThat(store.acceptedLog().obstacle())
          .hasValueSatisfying(t -> assertThat(t).contains("mail just now", "clock was set back"));
      for (int i = 0; i < 7; i++) {
        Claim claim = store.triageJobs().claim("w", Room.of(1), Duration.ofMinutes(1)).getFirst();
        assertThat(claim.attempt()).isEqualTo(1);
        var asked = List.of(new Result(claim, new Result.Quarantined("test")));
        assertThat(store.triageJobs().commit("w", asked))
            .as("told as what became of it")
            .allMatch(result -> result.verdict() instanceof Result.Released)
            .hasSize(1);
        endThePause(address);
      }
      assertThat(store.desk().find("ada", waiting.id()).orElseThrow().summary().state())
          .isEqualTo(MessageState.ACCEPTED);
    }
  }

  private static void endThePause(DatabaseAddress address) throws SQLException {
    try (var c = TestRegion.superuser(address);
        var sql = c.createStatement()) {
      assertThat(
              sql.executeUpdate(
                  "UPDATE postmeridian.job SET run_at = now() WHERE run_at > now() + interval '9 s'"))
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "22001, OF_DATA, false",
    "23514, OF_DATA, false",
    "54000, OF_DATA, false",
    "42501, OF_DATABASE, false",
    "40P01, OF_DATABASE, false",
    "57014, OF_DATABASE, false",
    "53100, OF_DATABASE, true",
    "25P04, OF_DATABASE, true",
    "57P01, OF_DATABASE, true",
    "08006, OF_CONNECTION, true",
  })
  void whoseFaultAFailureIsFollowsFromItsState(String state, Fault fault, boolean outage) {
    var e = new SQLException("row of mail", state);
    assertThat(Fault.of(new IllegalStateException(e))).isEqualTo(fault);
    assertThat(Fault.isOutage(e)).isEqualTo(outage);
    assertThat(Fault.name(e)).isEqualTo("SQLSTATE " + state);
  }

  @Test
  void aClockTooFarAheadIsNoFaultOfTheMail() {
    var tooFar = new Stamp(Instant.now().plus(STEP).toEpochMilli(), 0, TestRegion.REGION, 1);
    assertThatThrownBy(() -> clock.observe(tooFar))
        .satisfies(e -> assertThat(Fault.of(e)).isEqualTo(Fault.OF_DATABASE));
    assertThat(Fault.of(new IllegalArgumentException())).isEqualTo(Fault.OF_DATA);
  }

  @Test
  void readinessWaitsForNoTableOfMail() throws SQLException {
    DatabaseAddress address = TestRegion.freshDatabase();
    try (Store store = TestRegion.open(address, clock, () -> {});
        var c = TestRegion.superuser(address);
        var sql = c.createStatement()) {
      c.setAutoCommit(false);
      sql.execute("LOCK TABLE postmeridian.message");
      assertThat(store.answers()).isTrue();
      c.rollback();
    }
  }
}
