package dev.postmeridian.store;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.sealing.CopyPlace;
import dev.postmeridian.sealing.KeyId;
import dev.postmeridian.sealing.SealedCopies;
import dev.postmeridian.sealing.SealedCopy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The sealed copies that the region's database holds for other regions. */
public final class PostgresSealedCopies implements SealedCopies {
  private static final String KEEP =
      """
      INSERT INTO postmeridian.sealed_copy
        (recipient, message_id, origin, stamp, country, key_id, sealed)
      SELECT recipient, message_id, origin, stamp, country, key_id, sealed
      FROM unnest(?::text[], ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
        AS came(recipient, message_id, origin, stamp, country, key_id, sealed)
      WHERE NOT EXISTS (
        SELECT FROM postmeridian.sealed_tombstone t WHERE t.message_id = came.message_id)
      ORDER BY recipient, message_id, origin, stamp
      ON CONFLICT DO NOTHING
      """;
  private static final String BURY =
      """
      WITH erased AS (
        SELECT * FROM unnest(?::bytea[], ?::text[], ?::text[]) AS e(id, stamp, country)),
      buried AS (
        INSERT INTO postmeridian.sealed_tombstone AS t (message_id, stamp, country)
        SELECT DISTINCT ON (id) id, stamp, country FROM erased ORDER BY id, stamp
        ON CONFLICT (message_id) DO UPDATE SET stamp = excluded.stamp WHERE excluded.stamp < t.stamp)
      DELETE FROM postmeridian.sealed_copy WHERE message_id IN (SELECT id FROM erased)
      """;
  private static final String TOMBSTONES =
      """
      SELECT message_id, stamp, country FROM postmeridian.sealed_tombstone
      WHERE country = ANY (?) AND message_id > ? ORDER BY message_id LIMIT ?
      """;
  private static final String PAGE =
      """
      SELECT sealed FROM postmeridian.sealed_copy
      WHERE recipient = ? AND (message_id, origin, stamp) > (?::bytea, ?, ? COLLATE "C")
      ORDER BY message_id, origin, stamp LIMIT ?
      """;
  private static final String HOLDINGS =
      """
      SELECT recipient, key_id, count(*), sum(octet_length(sealed)) FROM postmeridian.sealed_copy
      GROUP BY recipient, key_id ORDER BY recipient, key_id
      """;
  private static final int PAGE_ROWS = 500;
  private final DataSource pool;

  PostgresSealedCopies(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public int keep(List<SealedCopy> copies) {
    return Transaction.run(pool, "can't keep sealed copies", c -> keep(c, copies));
  }

  @Override
  public void bury(List<Tombstone> erased) {
    Transaction.run(
        pool,
        "can't delete sealed copies",
        c -> {
          bury(c, erased);
          return erased.size();
        });
  }

  /** As {@link #keep(List)}, in a transaction of the caller's. */
  static int keep(Connection c, List<SealedCopy> copies) throws SQLException {
    if (copies.isEmpty()) {
      return 0;
    }
    lock(c);
    var columns = new Columns<>(c, copies);
    try (var sql = c.prepareStatement(KEEP)) {
      sql.setArray(1, columns.texts(copy -> copy.label().recipient().value()));
      sql.setArray(2, columns.bytes(copy -> copy.label().message().bytes()));
      sql.setArray(3, columns.texts(copy -> copy.label().origin().value()));
      sql.setArray(4, columns.texts(copy -> copy.label().stamp()));
      sql.setArray(5, columns.texts(copy -> copy.label().country().code()));
      sql.setArray(6, columns.texts(copy -> copy.key().hex()));
      sql.setArray(7, columns.bytes(SealedCopy::bytes));
      return sql.executeUpdate();
    }
  }

  /** As {@link #bury(List)}, in a transaction of the caller's. */
  static void bury(Connection c, List<Tombstone> erased) throws SQLException {
    if (erased.isEmpty()) {
      return;
    }
    lock(c);
    var columns = new Columns<>(c, erased);
    try (var sql = c.prepareStatement(BURY)) {
      sql.setArray(1, columns.bytes(t -> t.message().bytes()));
      sql.setArray(2, columns.texts(t -> t.stamp().toString()));
      sql.setArray(3, columns.texts(t -> t.country().code()));
      sql.executeUpdate();
    }
  }

  // A tombstone and a copy that comes by another feed must see each other.
  private static void lock(Connection c) throws SQLException {
    try (var sql =
        c.prepareStatement("SELECT pg_advisory_xact_lock(hashtext('postmeridian.sealed_copy'))")) {
      sql.execute();
    }
  }

  @Override
  public List<SealedCopy> page(RegionName recipient, Optional<CopyPlace> after, long mostBytes) {
    return Transaction.run(
        pool,
        "can't list sealed copies",
        c -> {
          try (var sql = c.prepareStatement(PAGE)) {
            sql.setFetchSize(20); // large ones are not all in memory at once
            sql.setString(1, recipient.value());
            sql.setBytes(
                2, after.map(place -> place.message().bytes()).orElseGet(() -> new byte[0]));
            sql.setString(3, after.map(place -> place.origin().value()).orElse(""));
            sql.setString(4, after.map(CopyPlace::stamp).orElse(""));
            sql.setInt(5, PAGE_ROWS);
            return page(sql, mostBytes);
          }
        });
  }

  private static List<SealedCopy> page(PreparedStatement sql, long mostBytes) throws SQLException {
    var page = new ArrayList<SealedCopy>();
    long bytes = 0;
    try (var row = sql.executeQuery()) {
      while (bytes < mostBytes && row.next()) {
        byte[] sealed = row.getBytes(1);
        page.add(SealedCopy.parse(sealed));
        bytes += sealed.length;
      }
    }
    return page;
  }

  @Override
  public List<Tombstone> tombstones(Set<Country> countries, Optional<MessageId> after, int most) {
    return Transaction.run(
        pool,
        "can't list tombstones",
        c -> {
          var tombstones = new ArrayList<Tombstone>();
          try (var sql = c.prepareStatement(TOMBSTONES)) {
            sql.setArray(1, new Columns<>(c, List.copyOf(countries)).texts(Country::code));
            sql.setBytes(2, after.map(MessageId::bytes).orElseGet(() -> new byte[0]));
            sql.setInt(3, most);
            try (var row = sql.executeQuery()) {
              while (row.next()) {
                tombstones.add(
                    new Tombstone(
                        MessageId.of(row.getBytes(1)),
                        Stamp.parse(row.getString(2)),
                        new Country(row.getString(3))));
              }
            }
          }
          return tombstones;
        });
  }

  @Override
  public List<Holding> holdings() {
    return Transaction.run(
        pool,
        "can't count sealed copies",
        c -> {
          var holdings = new ArrayList<Holding>();
          try (var sql = c.createStatement();
              var row = sql.executeQuery(HOLDINGS)) {
            while (row.next()) {
              holdings.add(
                  new Holding(
                      new RegionName(row.getString(1)),
                      new KeyId(row.getString(2)),
                      row.getLong(3),
                      row.getLong(4)));
            }
          }
          return holdings;
        });
  }
}
