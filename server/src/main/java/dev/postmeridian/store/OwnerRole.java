package dev.postmeridian.store;

import dev.postmeridian.store.StartException.Cause;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Who owns a region's database: made with it in a fresh embedded server, checked in an external
 * one.
 */
final class OwnerRole {
  private OwnerRole() {}

  /** Makes the owner and its database; does nothing if they are there. */
  static void ensure(DatabaseAddress address, String superuserPassword) {
    String server = address.url().substring(0, address.url().lastIndexOf('/') + 1) + "postgres";
    try (Connection c = connect(server, "postgres", superuserPassword);
        Statement sql = c.createStatement()) {
      if (!exists(sql, "pg_roles WHERE rolname = '" + address.owner() + "'")) {
        sql.execute("CREATE ROLE " + address.owner() + " LOGIN CREATEROLE");
      }
      RolePassword.set(sql, address.owner(), address.ownerPassword());
      if (!exists(sql, "pg_database WHERE datname = '" + address.database() + "'")) {
        sql.execute("CREATE DATABASE " + address.database() + " OWNER " + address.owner());
        sql.execute("REVOKE ALL ON DATABASE " + address.database() + " FROM PUBLIC");
      }
    } catch (SQLException e) {
      throw new StartException(
          Cause.UNREACHABLE,
          "PostgreSQL runs but does not let its owner in (SQLSTATE " + e.getSQLState() + ")",
          e);
    }
  }

  /**
   * Refuses an owner that may not do what bringing a database to this version takes.
   *
   * @throws StartException names every right that is missing, and what to run
   */
  static void checkRights(Connection owner, DatabaseAddress address) throws SQLException {
    var remedies = new ArrayList<String>();
    try (Statement sql = owner.createStatement()) {
      if (!exists(sql, "pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole)")) {
        remedies.add(
            "It may not make the two roles that nodes work as: ALTER ROLE %s CREATEROLE;"
                .formatted(address.owner()));
      }
      if (!exists(
          sql, "pg_database WHERE datname = current_database() AND pg_has_role(datdba, 'USAGE')")) {
        remedies.add(
            "The database is not its own: ALTER DATABASE %s OWNER TO %s;"
                .formatted(address.database(), address.owner()));
      }
    }
    for (var role : List.of(address.worker(), address.console())) {
      if (!mayAlter(owner, role)) {
        remedies.add(
            "It may not set the password of %s, which is there already: GRANT %s TO %s WITH ADMIN OPTION;"
                .formatted(role, role, address.owner()));
      }
    }
    if (!remedies.isEmpty()) {
      throw new StartException(
          Cause.UNSAFE_SETTINGS,
          "The owner %s of the database %s may not prepare it for mail. As its superuser, mend this and start again:%s"
              .formatted(
                  address.owner(),
                  address,
                  String.join("", remedies.stream().map(r -> "\n  " + r).toList())));
    }
  }

  private static boolean mayAlter(Connection owner, ServiceRole role) throws SQLException {
    try (var sql =
        owner.prepareStatement(
            """
            SELECT coalesce(bool_and(pg_has_role(oid, 'MEMBER WITH ADMIN OPTION')), true)
            FROM pg_roles WHERE rolname = ?
            """)) {
      sql.setString(1, role.name());
      try (var row = sql.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  static Connection connect(String url, String user, String password) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("logServerErrorDetail", "false");
    return DriverManager.getConnection(url, properties);
  }

  private static boolean exists(Statement sql, String what) throws SQLException {
    try (var row = sql.executeQuery("SELECT EXISTS (SELECT FROM " + what + ")")) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
