package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.desk.EndedLogins;
import dev.postmeridian.desk.EndedLoginsContract;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresEndedLoginsTest extends EndedLoginsContract {
  @RegisterExtension static final TestRegion region = TestRegion.open();
  private static Store another;

  @BeforeAll
  static void open() {
    another = TestRegion.open(region.address(), TestRegion.clock(97), () -> {});
  }

  @AfterAll
  static void close() {
    another.close();
  }

  @Override
  protected EndedLogins here() {
    return region.store().endedLogins();
  }

  @Override
  protected EndedLogins there() {
    return another.endedLogins();
  }

  @Test
  void whatWouldBeOverAnywayIsForgottenAndNothingElse() throws SQLException {
    byte[] over = login();
    byte[] ended = login();
    here().end("ada", over, Instant.now().minusSeconds(1));
    here().end("ada", ended, LATER);
    here().end("ada", login(), LATER);

    assertThat(here().hasEnded("ada", over)).isFalse();
    try (var c = region.as(region.address().console());
        var sql = c.createStatement()) {
      sql.execute("SELECT set_config('postmeridian.actor', 'ada', false)");
      sql.execute("DELETE FROM postmeridian.ended_login");
    }
    assertThat(here().hasEnded("ada", ended)).isTrue();
  }
}
