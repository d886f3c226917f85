package dev.postmeridian.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A JDBC URL of a PostgreSQL database, taken apart.
 *
 * @param hosts with their ports, separated by commas
 * @param name of the database; roles are named after it
 */
public record DatabaseUrl(String hosts, String name) {
  private static final Pattern FORM =
      Pattern.compile("jdbc:postgresql://(?<hosts>[^/?]+)/(?<name>[a-z][a-z0-9_]{0,40})([?].*)?");

  /** Takes it apart; empty if it has another form. */
  public static Optional<DatabaseUrl> parse(String url) {
    var form = FORM.matcher(url);
    return form.matches()
        ? Optional.of(new DatabaseUrl(form.group("hosts"), form.group("name")))
        : Optional.empty();
  }

  /** The same for all URLs of one database: without what may be left out or said otherwise. */
  String place() {
    return Arrays.stream(hosts.toLowerCase(Locale.ROOT).split(","))
        .map(host -> host.matches(".*:[0-9]+") ? host : host + ":5432")
        .map(host -> host.replaceFirst("^(localhost|\\[::1\\]):", "127.0.0.1:"))
        .sorted()
        .collect(Collectors.joining(",", "", "/" + name));
  }
}
