package dev.postmeridian.store;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Jurisdiction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mail that was lawful here when it came and, since the deployment file changed, is not any more:
 * it is neither processed nor shown, only kept, and erased when its time comes.
 */
final class ForeignMail {
  private static final Logger log = LoggerFactory.getLogger(ForeignMail.class);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final String COUNTRIES =
      """
      SELECT set_config('transaction_timeout', '0', true), set_config('statement_timeout', '%d', true),
        country
      FROM postmeridian.identity, unnest(ever_covered) country WHERE country <> ALL (covered)
      """
          .formatted(LONGEST.toMillis());
  private static final String ANY =
      "SELECT country FROM postmeridian.message WHERE country = ANY (?) LIMIT 1";
  private static final String COPIES =
      "sealed copies are stored here that this region may not hold any more. Run ./postmeridian residency apply, which deletes them once a lawful region has what they are of, or list this region under sealed_copies again";
  private final DataSource pool;
  private final DatabaseAddress address;
  private final Jurisdiction law;
  private List<String> hidden;
  private volatile Optional<String> found = Optional.empty();
  private volatile boolean copies;

  /**
   * @param law as it was applied when the database was opened
   */
  ForeignMail(DataSource pool, DatabaseAddress address, Jurisdiction law) {
    this.pool = pool;
    this.address = address;
    this.law = law;
    this.hidden = covered(law);
  }

  /** Hides what was lawful here by a transfer that has ended since; one caller at a time. */
  boolean follow() throws SQLException {
    List<String> now = covered(law);
    if (!now.equals(hidden)) {
      try (Connection owner =
          OwnerRole.connect(address.url(), address.owner(), address.ownerPassword())) {
        hide(owner, law);
      }
      hidden = now;
      look();
    }
    return false;
  }

  /**
   * Hides from people what this region may not process, as the owner, if the law is another than
   * when this was last done.
   */
  static void hide(Connection owner, Jurisdiction law) throws SQLException {
    List<String> covered = covered(law);
    try (var sql =
        owner.prepareStatement(
            "SELECT postmeridian.hide(?) FROM postmeridian.identity WHERE covered <> ?")) {
      var codes = new Columns<>(owner, covered).texts(code -> code);
      sql.setArray(1, codes);
      sql.setArray(2, codes);
      sql.execute();
    }
  }

  /** Codes of the countries whose mail a region may process. */
  static List<String> covered(Jurisdiction law) {
    return Country.all().stream().filter(law::covers).map(Country::code).toList();
  }

  /** Looks whether there is any, and says so. */
  boolean look() throws SQLException {
    try (Connection c = pool.getConnection()) {
      c.setNetworkTimeout(Runnable::run, (int) LONGEST.plusSeconds(10).toMillis());
      c.setAutoCommit(false);
      List<String> countries = countries(c);
      // Usually none: then nothing is read.
      found = countries.isEmpty() ? Optional.empty() : any(c, countries);
      copies = anyCopies(c);
      c.commit();
    }
    trouble().ifPresent(log::error);
    return false;
  }

  private static List<String> countries(Connection c) throws SQLException {
    var countries = new ArrayList<String>();
    try (var sql = c.createStatement();
        var rows = sql.executeQuery(COUNTRIES)) {
      while (rows.next()) {
        countries.add(rows.getString("country"));
      }
    }
    return countries;
  }

  private static Optional<String> any(Connection c, List<String> countries) throws SQLException {
    try (var sql = c.prepareStatement(ANY)) {
      sql.setArray(1, new Columns<>(c, countries).texts(country -> country));
      try (var row = sql.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private boolean anyCopies(Connection c) throws SQLException {
    try (var sql = c.createStatement();
        var rows = sql.executeQuery(PostgresHandoverStore.SHELVES)) {
      boolean any = false;
      while (rows.next()) {
        any |= !mayHold(new Country(rows.getString(1)), new RegionName(rows.getString(2)));
      }
      return any;
    }
  }

  private boolean mayHold(Country country, RegionName recipient) {
    return law.residency().sealedHolders(country).contains(law.region())
        && law.residency().lawfulRegions(country).contains(recipient);
  }

  /** Whether there is any. */
  boolean isThere() {
    return found.isPresent();
  }

  /** What to do about it; empty if there is none. */
  Optional<String> trouble() {
    return found
        .map(country ->
            "mail of countries that this region no longer covers, such as %s, is stored here: it is neither triaged nor shown. Run ./postmeridian residency apply, which hands it over to the regions that may have it, or list the countries under this region's data_residency again"
                .formatted(country))
        .or(() -> copies ? Optional.of(COPIES) : Optional.empty());
  }
}
