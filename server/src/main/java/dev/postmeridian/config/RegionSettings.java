package dev.postmeridian.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a region listens and stores.
 *
 * @param smtp SMTP listener, unresolved; empty means the launcher's default port
 * @param lmtp LMTP listener, unresolved; empty means the launcher's default port
 * @param http HTTP listener, unresolved; empty means the launcher's default port
 * @param tls certificate of the listeners; empty means none, so no STARTTLS
 * @param database an external PostgreSQL; empty means an embedded one
 */
public record RegionSettings(
    Optional<InetSocketAddress> smtp,
    Optional<InetSocketAddress> lmtp,
    Optional<InetSocketAddress> http,
    Optional<TlsFiles> tls,
    Optional<ExternalDatabase> database) {
  /** A region of which the file says nothing but what it is for. */
  public static final RegionSettings DEFAULTS =
      new RegionSettings(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** A certificate chain and its private key, both PEM. */
  public record TlsFiles(Path certificate, Path key) {}

  /**
   * A PostgreSQL that others run.
   *
   * @param url JDBC URL without a password
   * @param passwordFile a file whose first line is the password
   */
  public record ExternalDatabase(String url, Optional<Path> passwordFile) {}
}
