package dev.postmeridian.config;

import dev.postmeridian.config.RegionSettings.ExternalDatabase;
import dev.postmeridian.config.RegionSettings.LinkFiles;
import dev.postmeridian.config.RegionSettings.Peering;
import dev.postmeridian.config.RegionSettings.TlsFiles;
import dev.postmeridian.mail.Domain;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads {@code listen}, {@code tls}, {@code database}, {@code trusted_authserv_ids} and {@code
 * link} of a region.
 */
final class RegionSettingsReader {
  private static final String JDBC = "jdbc:postgresql:";
  private static final String DEFAULT_USER = "postmeridian";

  private final Path folder;
  private final Map<InetSocketAddress, String> taken = new HashMap<>();
  private final Map<String, String> databases = new HashMap<>();

  RegionSettingsReader(Path folder) {
    this.folder = folder;
  }

  RegionSettings read(Section region) {
    var listen =
        region.optional("listen").flatMap(s -> s.section("host, smtp, lmtp, http and link"));
    var host =
        listen
            .flatMap(s -> s.optional("host"))
            .flatMap(s -> s.parsed("the name of this server, such as mx.example.com", Domain::new));
    var smtp = listen.flatMap(s -> s.optional("smtp")).flatMap(this::address);
    var lmtp = listen.flatMap(s -> s.optional("lmtp")).flatMap(this::address);
    var http = listen.flatMap(s -> s.optional("http")).flatMap(this::address);
    var link = listen.flatMap(s -> s.optional("link")).flatMap(this::address);
    listen.ifPresent(Section::finish);
    return new RegionSettings(
        host,
        smtp,
        lmtp,
        http,
        link,
        region.optional("tls").flatMap(this::tls),
        region.optional("database").flatMap(this::database),
        region
            .optional("trusted_authserv_ids")
            .map(RegionSettingsReader::authservIds)
            .orElse(Set.of()),
        region.optional("link").map(this::peering).orElse(Peering.DEFAULTS));
  }

  private Peering peering(Setting value) {
    return value
        .section("address, and certificate, key and authority")
        .map(section -> {
          var address =
              section
                  .optional("address")
                  .flatMap(s -> s.parsed(ListenAddress.EXPECTED, ListenAddress::parse));
          var files = linkFiles(value, section);
          section.finish();
          return new Peering(address, files);
        })
        .orElse(Peering.DEFAULTS);
  }

  private Optional<LinkFiles> linkFiles(Setting value, Section section) {
    var certificate = section.optional("certificate").flatMap(this::file);
    var key = section.optional("key").flatMap(this::file);
    var authority = section.optional("authority").flatMap(this::file);
    long given = Stream.of(certificate, key, authority).filter(Optional::isPresent).count();
    if (given != 0 && given != 3) {
      value.error(
          "'" + value.path() + "' names only some of its certificate's files",
          "Name certificate, key and authority, or none of them.");
    }
    return given == 3
        ? Optional.of(new LinkFiles(certificate.get(), key.get(), authority.get()))
        : Optional.empty();
  }

  /** Names as servers write them first in Authentication-Results: a domain or a word like one. */
  private static Set<String> authservIds(Setting value) {
    return value.list("a list of names, such as [mx.example.com]").stream()
        .map(name -> name.parsed("the name of a mail server", n -> new Domain(n).value()))
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private Optional<InetSocketAddress> address(Setting value) {
    var address = value.parsed(ListenAddress.EXPECTED, ListenAddress::parse);
    address.ifPresent(where -> {
      String other = taken.putIfAbsent(where, value.path());
      if (other != null) {
        value.error("'" + other + "' listens there already", "Give each its own port.");
      }
    });
    return address;
  }

  private Optional<TlsFiles> tls(Setting value) {
    return value
        .section("certificate and key")
        .flatMap(section -> {
          var certificate = section.required("certificate", "cert.pem").flatMap(this::file);
          var key = section.required("key", "key.pem").flatMap(this::file);
          section.finish();
          return certificate.flatMap(c -> key.map(k -> new TlsFiles(c, k)));
        });
  }

  private Optional<ExternalDatabase> database(Setting value) {
    return value
        .section("url and password_file")
        .flatMap(section -> {
          var url =
              section.required("url", JDBC + "//db.internal:5432/postmeridian").flatMap(this::url);
          var user = section.optional("user").flatMap(u -> u.text("the name of a role"));
          var password = section.optional("password_file").flatMap(this::file);
          section.finish();
          return url.map(u -> new ExternalDatabase(u, user.orElse(DEFAULT_USER), password));
        });
  }

  private Optional<String> url(Setting value) {
    var url = value.text("a JDBC URL that starts with " + JDBC);
    if (url.isPresent() && !url.get().startsWith(JDBC)) {
      value.error("The database is not PostgreSQL", "Write a URL that starts with " + JDBC + ".");
      return Optional.empty();
    }
    if (url.isPresent() && url.get().matches("(?i).*[?&](user|password)=.*")) {
      value.error(
          "The URL holds a user or a password",
          "Write the user under 'user', and the password into a file named by 'password_file'.");
      return Optional.empty();
    }
    var parts = url.flatMap(DatabaseUrl::parse);
    if (url.isPresent() && parts.isEmpty()) {
      value.error(
          "The URL names no server and database",
          "Write " + JDBC + "//host:port/database, the name in lower-case letters and digits.");
      return Optional.empty();
    }
    parts.ifPresent(database -> ownDatabase(value, database));
    return url;
  }

  /** Two regions in one database would each hold the other's mail. */
  private void ownDatabase(Setting value, DatabaseUrl database) {
    String other = databases.putIfAbsent(database.place(), value.path());
    if (other != null) {
      value.error("'" + other + "' is the same database", "Give each region one of its own.");
    }
  }

  /** A file may lie on another region's machine, so that its absence here is no more than told. */
  private Optional<Path> file(Setting value) {
    var path = value.parsed("the path of a file", text -> folder.resolve(text).normalize());
    path.filter(p -> !Files.isReadable(p))
        .ifPresent(p ->
            value.warning(
                "No file can be read at " + p,
                "Put it there on the machine that runs this region, readable by its user."));
    return path;
  }
}
