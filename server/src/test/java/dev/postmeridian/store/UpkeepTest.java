package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpkeepTest {
  private static final RetentionPolicy ONE_BY_ONE =
      new RetentionPolicy(Optional.of(Duration.ofMillis(1)), Optional.empty(), 1);
  @RegisterExtension static final TestRegion region = TestRegion.open();

  @Test
  void retentionGoesOnWhileThereIsMoreWhateverElseFails() throws SQLException {
    accept(60);
    execute("ALTER TABLE postmeridian.identity RENAME TO elsewhere");
    try (var upkeep = region.store().upkeep(ONE_BY_ONE, () -> {})) {
      await().until(() -> region.store().desk().pulse().accepted() == 0);
      await().until(() -> upkeep.trouble().orElse("").contains("other law fails (SQLSTATE 42P01)"));
    } finally {
      execute("ALTER TABLE postmeridian.elsewhere RENAME TO identity");
    }
  }

  @Test
  void whatComesSoonAfterTheFirstRoundIsErasedLongBeforeTheRoundsOfASettledRegion() {
    try (var _ = region.store().upkeep(ONE_BY_ONE, () -> {})) {
      for (int round = 0; round < 2; round++) {
        accept(1);
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> region.store().desk().pulse().accepted() == 0);
      }
    }
  }

  @Test
  void mailThatIsOverdueForErasureIsTold() {
    accept(2);
    Erasure erasure = region.store().erasure();
    Instant soon = Instant.now().plus(Duration.ofHours(7));
    assertThat(erasure.eraseExpired(ONE_BY_ONE, soon)).isEqualTo(1);
    assertThat(region.store().backlog().overdue()).isBetween(hours(6), hours(8));
    try (var upkeep = region.store().upkeep(RetentionPolicy.KEEP, () -> {})) {
      assertThat(upkeep.trouble().orElseThrow()).contains("h longer than retention says");
      assertThat(erasure.eraseExpired(ONE_BY_ONE, soon)).isEqualTo(1);
      assertThat(erasure.eraseExpired(ONE_BY_ONE, soon)).isZero();
      assertThat(upkeep.trouble()).isEmpty();
    }
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  private static void accept(int messages) {
    IntStream.range(0, messages)
        .forEach(i ->
            region
                .store()
                .acceptedLog()
                .accept(List.of(TestRegion.mail("Subject: " + i + "\r\n\r\n"))));
  }

  private static void execute(String statement) throws SQLException {
    try (var c = region.superuser();
        var sql = c.createStatement()) {
      sql.execute(statement);
    }
  }
}
