package dev.postmeridian.store;

import dev.postmeridian.store.StartException.Cause;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.PGConnection;

/** Makes the owner and its database in a fresh embedded server; does nothing if they are there. */
final class OwnerRole {
  private OwnerRole() {}

  static void ensure(DatabaseAddress address, String superuserPassword) {
    String server = address.url().substring(0, address.url().lastIndexOf('/') + 1) + "postgres";
    try (Connection c = connect(server, "postgres", superuserPassword);
        Statement sql = c.createStatement()) {
      if (!exists(sql, "pg_roles WHERE rolname = '" + address.owner() + "'")) {
        sql.execute("CREATE ROLE " + address.owner() + " LOGIN CREATEROLE");
      }
      // The client sends a SCRAM verifier: the password itself never reaches the server.
      c.unwrap(PGConnection.class)
          .alterUserPassword(
              address.owner(), address.ownerPassword().toCharArray(), "scram-sha-256");
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
