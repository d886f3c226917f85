package dev.postmeridian.store;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.Admission.Admitted;
import dev.postmeridian.replication.Cause;
import dev.postmeridian.replication.Diverted;
import dev.postmeridian.replication.Extent;
import dev.postmeridian.replication.FeedCursor;
import dev.postmeridian.replication.FeedInbox;
import dev.postmeridian.replication.FeedItem;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.replication.FeedSource;
import dev.postmeridian.replication.LogDigests;
import dev.postmeridian.replication.RangeDigest;
import dev.postmeridian.replication.RecordKey;
import dev.postmeridian.replication.StampRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What comes from other regions, stored in the region's database: batch and cursor together. */
final class PostgresFeedInbox implements FeedInbox {
  private static final int TAKEN_AT_ONCE = 500;
  private static final String TAKE_OVER =
      """
      WITH due AS (
        DELETE FROM postmeridian.takeover WHERE message_id IN (
          SELECT message_id FROM postmeridian.takeover WHERE due <= now() OR origin = ANY (?)
          ORDER BY message_id LIMIT ? FOR UPDATE SKIP LOCKED)
        RETURNING message_id)
      INSERT INTO postmeridian.job (kind, message_id) SELECT 'triage', message_id FROM due
      """;
  private final DataSource pool;
  private final LogDigests digests;
  private final PostgresMessageIdKeys idKeys;
  private final Optional<SealedShelf> shelf;
  private final Runnable onTakenOver;
  private final FeedQuarantine quarantine = new FeedQuarantine();

  /**
   * @param shelf where sealed copies go; without one they stand in quarantine
   * @param onTakenOver called when there are messages to decide
   */
  PostgresFeedInbox(
      DataSource pool,
      PostgresMessageIdKeys idKeys,
      Optional<SealedShelf> shelf,
      Runnable onTakenOver) {
    this.pool = pool;
    this.digests = PostgresLogDigests.held(pool);
    this.idKeys = idKeys;
    this.shelf = shelf;
    this.onTakenOver = onTakenOver;
  }

  @Override
  public Optional<Progress> progress(FeedName feed) {
    return reading(c -> new FeedCursors(c).progress(feed));
  }

  @Override
  public boolean receive(
      FeedName feed, Optional<FeedCursor> from, FeedCursor next, Admitted batch) {
    try {
      return writing(
          c -> new FeedCursors(c).move(feed, from, next, batch) && store(c, feed, batch, false));
    } catch (StorageException e) {
      if (Fault.of(e) != Fault.OF_DATA) {
        throw e;
      }
      return writing(
          c -> new FeedCursors(c).move(feed, from, next, batch) && store(c, feed, batch, true));
    }
  }

  @Override
  public void settle(FeedName feed, List<RecordKey> asked, Admitted fetched) {
    try {
      writing(c -> quarantine.settled(c, feed.source(), asked) && store(c, feed, fetched, false));
    } catch (StorageException e) {
      if (Fault.of(e) != Fault.OF_DATA) {
        throw e;
      }
      writing(c -> quarantine.settled(c, feed.source(), asked) && store(c, feed, fetched, true));
    }
  }

  /**
   * @param apart each record on its own, because one of them fails and must not stop the others
   */
  private boolean store(Connection c, FeedName feed, Admitted batch, boolean apart)
      throws SQLException {
    var diverted = new ArrayList<>(batch.diverted());
    var records = new ArrayList<FeedItem.Clear>();
    String limit = ReceivedBatch.stampLimit(c);
    for (FeedItem.Clear record : batch.clear()) {
      if (ReceivedBatch.isBelow(record.key().stamp(), limit)) {
        records.add(record);
      } else {
        diverted.add(Diverted.of(record, Cause.CLOCK));
      }
    }
    if (apart) {
      diverted.addAll(apart(c, records));
    } else {
      new ReceivedBatch(c).write(records);
    }
    shelve(c, feed, batch.sealed(), diverted);
    quarantine.put(c, feed.source(), diverted);
    return true;
  }

  private static List<Diverted> apart(Connection c, List<FeedItem.Clear> records)
      throws SQLException {
    var refused = new ArrayList<Diverted>();
    for (FeedItem.Clear record :
        records.stream().sorted(Comparator.comparing(FeedItem.Clear::key)).toList()) {
      Savepoint before = c.setSavepoint();
      try {
        new ReceivedBatch(c).write(List.of(record));
        c.releaseSavepoint(before);
      } catch (SQLException e) {
        if (Fault.of(e) != Fault.OF_DATA) {
          throw e;
        }
        c.rollback(before);
        refused.add(Diverted.of(record, Cause.REFUSED));
      }
    }
    return refused;
  }

  private void shelve(
      Connection c, FeedName feed, List<FeedItem.Sealed> sealed, List<Diverted> diverted)
      throws SQLException {
    if (sealed.isEmpty()) {
      return;
    }
    if (shelf.isPresent()) {
      shelf.get().keep(c, feed.source(), sealed);
    } else {
      sealed.forEach(copy -> diverted.add(Diverted.of(copy, Cause.VERSION)));
    }
  }

  @Override
  public List<RecordKey> diverted(
      FeedName feed, List<Cause> causes, Optional<RecordKey> after, int most) {
    return reading(c -> quarantine.retrievable(c, feed, causes, after, most));
  }

  @Override
  public long diverted(FeedName feed) {
    return quarantine.known(feed).orElseGet(() -> reading(c -> quarantine.count(c, feed)));
  }

  @Override
  public boolean hasNameless(RegionName source) {
    return reading(c -> quarantine.hasNameless(c, source));
  }

  @Override
  public void forgetNameless(RegionName source) {
    writing(c -> quarantine.forgetNameless(c, source));
  }

  @Override
  public void keep(Country country, FeedSource.IdKey key) {
    idKeys.keepOlder(country, key);
  }

  @Override
  public void takeOver(List<RegionName> lost) {
    try (Connection c = pool.getConnection();
        var sql = c.prepareStatement(TAKE_OVER)) {
      sql.setArray(1, new Columns<>(c, lost).texts(RegionName::value));
      sql.setInt(2, TAKEN_AT_ONCE);
      if (sql.executeUpdate() > 0) {
        onTakenOver.run();
      }
    } catch (SQLException e) {
      throw new StorageException("can't take over what lost regions have not decided", e);
    }
  }

  @Override
  public List<RangeDigest> digests(List<StampRange> ranges, Extent extent) {
    return digests.digests(ranges, extent);
  }

  @Override
  public List<RecordKey> keys(StampRange range, Extent extent, int most) {
    return digests.keys(range, extent, most);
  }

  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T reading(Work<T> work) {
    try (Connection c = pool.getConnection()) {
      return work.run(c);
    } catch (SQLException e) {
      throw new StorageException("can't read how far feeds have got", e);
    }
  }

  /** All or nothing; nothing if the work says false. */
  private <T> T writing(Work<T> work) {
    try (Connection c = pool.getConnection()) {
      c.setAutoCommit(false);
      try {
        T done = work.run(c);
        if (Boolean.FALSE.equals(done)) {
          c.rollback();
        } else {
          c.commit();
        }
        return done;
      } catch (SQLException | RuntimeException e) {
        c.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new StorageException("can't store what came from another region", e);
    }
  }
}
