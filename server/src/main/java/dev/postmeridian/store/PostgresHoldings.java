package dev.postmeridian.store;

import dev.postmeridian.handover.HoldingsCounter;
import dev.postmeridian.region.Country;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Counts what the region's database has. */
final class PostgresHoldings implements HoldingsCounter {
  private static final String CLEAR =
      """
      SELECT country, count(*) FROM postmeridian.message
      WHERE state IN ('accepted', 'triaged', 'quarantined') GROUP BY country
      """;
  private static final String SEALED =
      "SELECT country, count(DISTINCT message_id) FROM postmeridian.sealed_copy GROUP BY country";
  private static final String MAILBOXES =
      """
      SELECT n.name, count(m.id) FROM unnest(?::text[]) n(name)
        LEFT JOIN postmeridian.message m ON m.state IN ('accepted', 'triaged', 'quarantined')
          AND (m.mailbox = n.name OR right(m.mailbox, length(n.name) + 1) = '@' || n.name)
      GROUP BY n.name
      """;
  private final DataSource pool;

  PostgresHoldings(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public Holdings holdings(Collection<String> mailboxes) {
    return run(c -> {
      try (var longer = c.createStatement()) {
        longer.execute(PostgresLogDigests.LONG);
      }
      return new Holdings(countries(c, CLEAR), countries(c, SEALED), mailboxes(c, mailboxes));
    });
  }

  private static Map<Country, Long> countries(Connection c, String counting) throws SQLException {
    var counts = new TreeMap<Country, Long>();
    try (var sql = c.createStatement();
        var rows = sql.executeQuery(counting)) {
      while (rows.next()) {
        counts.put(new Country(rows.getString(1)), rows.getLong(2));
      }
    }
    return counts;
  }

  private static Map<String, Long> mailboxes(Connection c, Collection<String> names)
      throws SQLException {
    var counts = new TreeMap<String, Long>();
    try (var sql = c.prepareStatement(MAILBOXES)) {
      sql.setArray(1, new Columns<>(c, List.copyOf(names)).texts(name -> name));
      try (var rows = sql.executeQuery()) {
        while (rows.next()) {
          counts.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return counts;
  }

  private <T> T run(Transaction.Work<T> work) {
    return Transaction.run(pool, "can't count what is here", work);
  }
}
