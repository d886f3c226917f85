package dev.postmeridian.store;

import dev.postmeridian.change.ClockSkewException;
import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.store.StartException.Cause;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The newest stamp that the database knows: this node's are greater. */
final class NewestStamp {
  private NewestStamp() {}

  /**
   * Lets the clock go on from it.
   *
   * @throws StartException if this machine's clock or the database's is too far from the other
   */
  static void observe(DataSource pool, HybridClock clock) {
    try (var c = pool.getConnection();
        var sql =
            c.prepareStatement(
                "SELECT max(stamp), postmeridian.stamp_limit() FROM postmeridian.change");
        var row = sql.executeQuery()) {
      row.next();
      String newest = row.getString(1);
      if (newest != null) {
        clock.observe(Stamp.parse(newest));
      }
      if (clock.next().toString().compareTo(row.getString(2)) >= 0) {
        throw new StartException(
            Cause.CLOCK_SKEW,
            "This machine's clock is more than "
                + HybridClock.MAX_SKEW.toSeconds()
                + " s ahead of the database's, which would take no mail: set the clocks right.");
      }
    } catch (ClockSkewException e) {
      throw new StartException(
          Cause.CLOCK_SKEW,
          "The newest change in the database: "
              + e.getMessage()
              + ". If the clock was wrong when that was written and is right now, start again in "
              + e.ahead().toSeconds()
              + " s.",
          e);
    } catch (SQLException e) {
      throw new StorageException("can't read the newest stamp", e);
    }
  }
}
