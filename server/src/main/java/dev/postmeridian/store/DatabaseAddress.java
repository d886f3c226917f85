package dev.postmeridian.store;

import dev.postmeridian.config.DatabaseUrl;
import java.util.Locale;

/**
 * Where a region's database is and how its owner gets in.
 *
 * @param url JDBC URL without credentials, such as {@code jdbc:postgresql://127.0.0.1:5432/mail}
 * @param owner the role that owns the schema; it may create roles
 * @param ownerPassword never printed
 */
public record DatabaseAddress(String url, String owner, String ownerPassword) {
  /**
   * @throws IllegalArgumentException if the URL has another form or carries a password, or the
   *     owner has none
   */
  public DatabaseAddress {
    if (DatabaseUrl.parse(url).isEmpty()) {
      throw new IllegalArgumentException(
          "a database URL has the form jdbc:postgresql://host:port/database, the name in lower-case"
              + " letters, digits and underscores");
    }
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new IllegalArgumentException(
          "a database URL carries no password: put the password into a file of its own");
    }
    if (ownerPassword.isBlank()) {
      throw new IllegalArgumentException(
          "the owner of the database has no password, and those of the service's own roles are"
              + " derived from it: set one, and name a file with it under 'password_file'");
    }
  }

  /** The database's name: service roles are named after it. */
  public String database() {
    return DatabaseUrl.parse(url).orElseThrow().name();
  }

  /** The role that accepts and triages. */
  public ServiceRole worker() {
    return ServiceRole.of(this, "worker");
  }

  /** The role that people's requests run as. */
  public ServiceRole console() {
    return ServiceRole.of(this, "console");
  }

  @Override
  public String toString() {
    return url;
  }
}
