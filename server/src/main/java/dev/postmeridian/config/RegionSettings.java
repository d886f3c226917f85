package dev.postmeridian.config;

import dev.postmeridian.mail.Domain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where a region listens and stores.
 *
 * @param host the name it goes by in its greeting and in trace headers; empty means the region's
 *     own, under {@code localhost}
 * @param smtp SMTP listener, unresolved; empty means the launcher's default port
 * @param lmtp LMTP listener, unresolved; empty means the launcher's default port
 * @param http HTTP listener, unresolved; empty means the launcher's default port
 * @param link listener for other regions, unresolved; empty means the launcher's default port
 * @param tls certificate of the listeners; empty means one made for development
 * @param database an external PostgreSQL; empty means an embedded one
 * @param trustedAuthservIds names of the mail servers before it whose checks of a sender count (RFC
 *     8601, section 5); empty means none
 * @param peering how other regions reach it and know it
 */
public record RegionSettings(
    Optional<Domain> host,
    Optional<InetSocketAddress> smtp,
    Optional<InetSocketAddress> lmtp,
    Optional<InetSocketAddress> http,
    Optional<InetSocketAddress> link,
    Optional<TlsFiles> tls,
    Optional<ExternalDatabase> database,
    Set<String> trustedAuthservIds,
    Peering peering) {
  public RegionSettings {
    trustedAuthservIds = Set.copyOf(trustedAuthservIds);
  }

  /** A region of which the file says nothing but what it is for. */
  public static final RegionSettings DEFAULTS =
      new RegionSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Peering.DEFAULTS);

  /**
   * How other regions reach a region and know it.
   *
   * @param address where they connect to, unresolved; empty means its listener
   * @param files its certificate for them; empty means one of the development authority
   */
  public record Peering(Optional<InetSocketAddress> address, Optional<LinkFiles> files) {
    /** A region of which the file says nothing in this. */
    public static final Peering DEFAULTS = new Peering(Optional.empty(), Optional.empty());
  }

  /**
   * A region's certificate chain, its private key, and the authority that signs every region's; all
   * PEM, read again when they change.
   */
  public record LinkFiles(Path certificate, Path key, Path authority) {}

  /** A certificate chain and its private key, both PEM. */
  public record TlsFiles(Path certificate, Path key) {}

  /**
   * A PostgreSQL that others run.
   *
   * @param url JDBC URL without user and password
   * @param user the role that owns the database and may create roles
   * @param passwordFile a file whose first line is the password
   */
  public record ExternalDatabase(String url, String user, Optional<Path> passwordFile) {
    /**
     * The password, read now.
     *
     * @throws IllegalArgumentException if its file cannot be read; the message says which
     */
    public String password() {
      return passwordFile.map(ExternalDatabase::firstLine).orElse("");
    }

    private static String firstLine(Path file) {
      try (var lines = Files.lines(file)) {
        return lines.findFirst().orElse("").strip();
      } catch (IOException | UncheckedIOException e) {
        throw new IllegalArgumentException(
            "the password file " + file + " cannot be read: check its owner and mode", e);
      }
    }
  }
}
