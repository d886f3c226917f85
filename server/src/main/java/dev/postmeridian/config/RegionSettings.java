package dev.postmeridian.config;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a region listens and stores.
 *
 * @param smtp SMTP listener; empty means the launcher's default port
 * @param databaseUrl JDBC URL of an external PostgreSQL; empty means an embedded one
 */
public record RegionSettings(
    Optional<InetSocketAddress> smtp,
    Optional<InetSocketAddress> lmtp,
    Optional<InetSocketAddress> http,
    Optional<String> databaseUrl) {}
