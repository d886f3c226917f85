package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.replication.LogPosition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LogWatchTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @RegisterExtension static final TestRegion region = TestRegion.open();

  @Test
  void whoWaitsIsToldThatThePoolFailsAndTheLogIsWatchedAgainOnceItDoesNot() {
    try (var pool = new HikariDataSource();
        var watch = new LogWatch(pool)) {
      pool.setUsername(region.address().owner());
      pool.setPassword(region.address().ownerPassword());
      assertThatThrownBy(() -> awaitMail(watch))
          .isInstanceOf(StorageException.class)
          .hasMessage("can't read where the log ends (IllegalArgumentException)");
      pool.setJdbcUrl(region.address().url());
      region.store().acceptedLog().accept(List.of(TestRegion.mail("one")));
      assertThat(awaitMail(watch)).isTrue();
    }
  }

  private static boolean awaitMail(LogWatch watch) {
    return watch.await(ReplicationClass.NORMAL, LogPosition.START, PATIENCE);
  }
}
