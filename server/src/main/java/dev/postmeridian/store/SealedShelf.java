package dev.postmeridian.store;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedItem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where a region keeps copies that it can't open, in the transaction of the feed's cursor. */
public interface SealedShelf {
  /**
   * Keeps these; one that erases its message throws away all copies of it.
   *
   * @param source the region they came from
   */
  void keep(Connection connection, RegionName source, List<FeedItem.Sealed> copies)
      throws SQLException;
}
