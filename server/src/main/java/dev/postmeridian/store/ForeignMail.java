package dev.postmeridian.store;

import dev.postmeridian.region.Country;
import dev.postmeridian.residency.Jurisdiction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private static final String COUNTRIES =
      "SELECT unnest(foreign_countries) FROM postmeridian.identity ORDER BY 1";
  private static final String COUNT =
      "SELECT count(*) FROM postmeridian.message WHERE country = ANY (?)";
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
    try (Connection c = pool.getConnection()) {
      List<String> countries = countries(c);
      // Usually none: then nothing is counted.
      messages = countries.isEmpty() ? 0 : messages(c, countries);
      trouble = messages == 0 ? Optional.empty() : Optional.of(tell(countries));
    }
    trouble.ifPresent(log::error);
  }

  private static List<String> countries(Connection c) throws SQLException {
    var countries = new ArrayList<String>();
    try (var sql = c.createStatement();
        var rows = sql.executeQuery(COUNTRIES)) {
      while (rows.next()) {
        countries.add(rows.getString(1));
      }
    }
    return countries;
  }

  private static long messages(Connection c, List<String> countries) throws SQLException {
    try (var sql = c.prepareStatement(COUNT)) {
      sql.setArray(1, new Columns<>(c, countries).texts(country -> country));
      try (var row = sql.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** How many there are. */
  long messages() {
    return messages;
  }

  /** What to do about it; empty if there is none. */
  Optional<String> trouble() {
    return trouble;
  }

  private String tell(List<String> countries) {
    return "%d messages of %s are stored here, where they may no longer be processed: they are neither triaged nor shown. List the countries under this region's data_residency again, or let retention erase them"
        .formatted(messages, String.join(", ", countries));
  }
}
