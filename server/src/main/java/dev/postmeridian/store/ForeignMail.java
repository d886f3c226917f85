package dev.postmeridian.store;

import dev.postmeridian.region.Country;
import dev.postmeridian.residency.Jurisdiction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mail that was lawful here when it came and, since the deployment file changed, is not any more:
 * it is neither processed nor shown, only kept, counted, and erased when its time comes.
 */
final class ForeignMail {
  private static final Logger log = LoggerFactory.getLogger(ForeignMail.class);
  private static final String COUNT =
      """
      SELECT country, count(*) FROM postmeridian.message
      WHERE country = ANY (ARRAY(SELECT unnest(foreign_countries) FROM postmeridian.identity))
      GROUP BY country
      """;
  private final DataSource pool;
  private volatile long messages;
  private volatile Optional<String> trouble = Optional.empty();

  ForeignMail(DataSource pool) {
    this.pool = pool;
  }

  /**
   * Hides from people what this region may not process, as the owner, if the law is another than
   * when this was last done.
   */
  static void hide(Connection owner, Jurisdiction law) throws SQLException {
    String covered =
        java.util.Locale.getISOCountries(java.util.Locale.IsoCountryCode.PART1_ALPHA2).stream()
            .sorted()
            .filter(code -> law.covers(new Country(code)))
            .collect(Collectors.joining(" "));
    try (var sql = owner.prepareStatement("SELECT law = ? FROM postmeridian.identity")) {
      sql.setString(1, covered);
      try (var row = sql.executeQuery()) {
        if (row.next() && row.getBoolean(1)) {
          return;
        }
      }
    }
    try (var sql = owner.prepareStatement("SELECT postmeridian.hide(?, ?)")) {
      sql.setString(1, covered);
      sql.setArray(2, new Columns<>(owner, foreign(owner, law)).texts(country -> country));
      sql.execute();
    }
  }

  private static List<String> foreign(Connection owner, Jurisdiction law) throws SQLException {
    var foreign = new ArrayList<String>();
    try (var sql = owner.createStatement();
        var rows =
            sql.executeQuery(
                "SELECT DISTINCT country FROM postmeridian.message WHERE country IS NOT NULL")) {
      while (rows.next()) {
        if (!covers(law, rows.getString(1))) {
          foreign.add(rows.getString(1));
        }
      }
    }
    return foreign;
  }

  private static boolean covers(Jurisdiction law, String country) {
    try {
      return law.covers(new Country(country));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Counts it, and says so if there is any. */
  void count() throws SQLException {
    var counts = new TreeMap<String, Long>();
    try (Connection c = pool.getConnection();
        var sql = c.createStatement();
        var rows = sql.executeQuery(COUNT)) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
    }
    messages = counts.values().stream().mapToLong(n -> n).sum();
    trouble = messages == 0 ? Optional.empty() : Optional.of(tell(counts));
    trouble.ifPresent(log::error);
  }

  /** How many there are. */
  long messages() {
    return messages;
  }

  /** What to do about it; empty if there is none. */
  Optional<String> trouble() {
    return trouble;
  }

  private String tell(Map<String, Long> counts) {
    return "%d messages of %s are stored here, where they may no longer be processed: they are neither triaged nor shown. List the countries under this region's data_residency again, or let retention erase them"
        .formatted(messages, String.join(", ", counts.keySet()));
  }
}
