package dev.postmeridian.store;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.store.StartException.Cause;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a region's database to this version: service roles, then migrations, as the owner. */
final class Schema {
  private static final long LOCK = 0x706f73746d657269L;

  private Schema() {}

  /**
   * Does so, one node at a time.
   *
   * @throws StartException if the database can't be reached, is not set for mail, or belongs to a
   *     later version or another region
   */
  static void migrate(DatabaseAddress address, Jurisdiction law) {
    try (Connection owner =
            OwnerRole.connect(address.url(), address.owner(), address.ownerPassword());
        Statement sql = owner.createStatement()) {
      ServerSettings.check(owner, address);
      OwnerRole.checkRights(owner, address);
      sql.execute("SELECT pg_advisory_lock(" + LOCK + ")");
      ensure(owner, address, address.worker(), "10s");
      ensure(owner, address, address.console(), "5s");
      flyway(address).migrate();
      sql.execute("SELECT postmeridian.check_incarnation()");
      belongsTo(owner, address, law.region());
      ForeignMail.hide(owner, law);
    } catch (SQLException e) {
      throw new StartException(
          Cause.UNREACHABLE,
          "Can't open the database "
              + address
              + " as "
              + address.owner()
              + " (SQLSTATE "
              + e.getSQLState()
              + "): check the URL, that the server runs, the owner's password, and that it may connect.",
          e);
    } catch (FlywayException e) {
      throw new StartException(
          Cause.OTHER_VERSION,
          "The database " + address + " could not be brought to this version: " + e.getMessage(),
          e);
    }
  }

  /** A database is one region's for ever: another's mail must never come into it. */
  private static void belongsTo(Connection owner, DatabaseAddress address, RegionName region)
      throws SQLException {
    try (var insert =
            owner.prepareStatement(
                "INSERT INTO postmeridian.identity (region) VALUES (?) ON CONFLICT DO NOTHING");
        var select = owner.createStatement()) {
      insert.setString(1, region.value());
      insert.executeUpdate();
      try (var row = select.executeQuery("SELECT region FROM postmeridian.identity")) {
        row.next();
        String owned = row.getString(1);
        if (!owned.equals(region.value())) {
          throw new StartException(
              Cause.OTHER_REGION,
              "The database "
                  + address
                  + " belongs to the region "
                  + owned
                  + ", not to "
                  + region
                  + ": give each region a database of its own.");
        }
      }
    }
  }

  private static Flyway flyway(DatabaseAddress address) {
    return Flyway.configure()
        .dataSource(
            address.url()
                + (address.url().contains("?") ? "&" : "?")
                + "logServerErrorDetail=false",
            address.owner(),
            address.ownerPassword())
        .locations("classpath:db/migration")
        .defaultSchema("public")
        .table("postmeridian_migration")
        .placeholders(
            Map.of("worker", address.worker().name(), "console", address.console().name()))
        .load();
  }

  private static void ensure(
      Connection owner, DatabaseAddress address, ServiceRole role, String longestTransaction)
      throws SQLException {
    try (Statement sql = owner.createStatement()) {
      if (!exists(sql, role)) {
        sql.execute("CREATE ROLE " + role + " LOGIN");
      }
      RolePassword.set(sql, role.name(), role.password());
      sql.execute("GRANT CONNECT ON DATABASE " + address.database() + " TO " + role);
      sql.execute("ALTER ROLE " + role + " SET transaction_timeout = '" + longestTransaction + "'");
      sql.execute("ALTER ROLE " + role + " SET search_path = postmeridian, pg_temp");
    }
  }

  private static boolean exists(Statement sql, ServiceRole role) throws SQLException {
    try (var row =
        sql.executeQuery("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + role + "')")) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
