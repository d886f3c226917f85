package dev.postmeridian.store;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.util.PasswordUtil;

/** A role's password, which PostgreSQL gets as a SCRAM verifier (RFC 5802) and never itself. */
final class RolePassword {
  private static final int SALT_BYTES = 16;

  private RolePassword() {}

  /** Sets it, with as many iterations as the server is set to. */
  static void set(Statement sql, String role, String password) throws SQLException {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    String verifier = PasswordUtil.encodeScramSha256(password.toCharArray(), iterations(sql), salt);
    sql.execute("ALTER ROLE " + role + " PASSWORD '" + verifier + "'");
  }

  private static int iterations(Statement sql) throws SQLException {
    try (var row = sql.executeQuery("SHOW scram_iterations")) {
      row.next();
      return row.getInt(1);
    }
  }
}
