package dev.postmeridian.config;

import dev.postmeridian.effect.Target;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.residency.Mailboxes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where an effect of {@code outbox} goes: a webhook or an address. */
final class TargetReader {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?");
  private static final Pattern RELAY =
      Pattern.compile("(\\[[0-9a-fA-F:]+]|[a-zA-Z0-9.-]+):([0-9]{1,5})");
  private static final String REMOTE_IN_CLEAR =
      " would carry mail over the network in clear, where anybody on the way can read it";

  private final Mailboxes mailboxes;
  private final Path folder;

  /**
   * @param mailboxes that mail comes in by: none is forwarded to these
   * @param folder that relative paths start from
   */
  TargetReader(Mailboxes mailboxes, Path folder) {
    this.mailboxes = mailboxes;
    this.folder = folder;
  }

  Optional<Target> read(Setting effect, Section section) {
    var webhook = section.optional("webhook");
    var forward = section.optional("forward");
    if (webhook.isPresent() == forward.isPresent()) {
      effect.error(
          "'" + effect.path() + "' needs either 'webhook' or 'forward'",
          "Write 'webhook: https://...' or 'forward: ADDRESS', and one effect for each.");
      return Optional.empty();
    }
    return webhook.isPresent()
        ? webhook(webhook.get(), section)
        : forward.flatMap(to -> forward(to, section));
  }

  private Optional<Target> webhook(Setting url, Section section) {
    var where = url.parsed("a URL, such as https://tickets.example/mail", TargetReader::url);
    where
        .filter(uri -> !uri.getScheme().equals("https") && !isLoopback(uri.getHost()))
        .ifPresent(
            _ -> url.error("'" + url.path() + "'" + REMOTE_IN_CLEAR, "Write an https:// URL."));
    var secret = section.required("secret_file", "tickets.secret").flatMap(this::file);
    boolean content =
        section
            .optional("content")
            .flatMap(s -> s.oneOf(List.of(false, true), c -> c ? "summary" : "none"))
            .orElse(false);
    return where.flatMap(uri -> secret.map(file -> new Target.Webhook(uri, file, content)));
  }

  private static URI url(String text) {
    URI uri = URI.create(text).normalize();
    if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
      throw new IllegalArgumentException("it is no http:// or https:// URL with a host");
    }
    if (uri.getUserInfo() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("it holds a user, a password or a fragment");
    }
    return uri;
  }

  private Optional<Target> forward(Setting address, Section section) {
    var to = address.parsed("an address, such as legal@lawyers.example", MailAddress::parse);
    to.filter(a -> mailboxes.countryOf(a).isPresent())
        .ifPresent(_ ->
            address.error(
                "'"
                    + address.path()
                    + "' is a mailbox of this deployment: its mail would go in circles",
                "Write an address elsewhere."));
    var relay = section.required("relay", "mail.internal:587").flatMap(r -> relay(r, section));
    var sender =
        section
            .optional("sender")
            .flatMap(s -> s.parsed("an address that takes bounces", MailAddress::parse))
            .map(MaybeSender::of)
            .orElse(MaybeSender.NULL);
    return to.flatMap(a -> relay.map(r -> new Target.Forward(a, r, sender)));
  }

  private Optional<Target.Relay> relay(Setting value, Section section) {
    var place = value.parsed("the mail server's host:port", TargetReader::hostAndPort);
    boolean tls =
        section
            .optional("starttls")
            .flatMap(s -> s.oneOf(List.of(true, false), t -> t ? "required" : "none"))
            .orElse(true);
    place
        .filter(p -> !tls && !isLoopback(p.host()))
        .ifPresent(_ ->
            value.error(
                "'" + value.path() + "'" + REMOTE_IN_CLEAR,
                "Leave 'starttls: none' out, or name a mail server on this machine."));
    var login = login(section);
    return place.map(p -> new Target.Relay(p.host(), p.port(), tls, login));
  }

  private Optional<Target.Login> login(Section section) {
    var user = section.optional("user").flatMap(u -> u.text("the name to sign in with"));
    if (user.isEmpty()) {
      section
          .optional("password_file")
          .ifPresent(file ->
              file.error("'" + file.path() + "' has no 'user' beside it", "Add 'user: NAME'."));
      return Optional.empty();
    }
    return section
        .required("password_file", "relay.password")
        .flatMap(this::file)
        .map(file -> new Target.Login(user.get(), file));
  }

  private record Place(String host, int port) {}

  private static Place hostAndPort(String text) {
    var matcher = RELAY.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65535) {
      throw new IllegalArgumentException("it is no host:port");
    }
    return new Place(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  private static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }

  /** A file may lie on another region's machine, so that its absence here is no more than told. */
  private Optional<Path> file(Setting value) {
    var path = value.parsed("the path of a file", text -> folder.resolve(text).normalize());
    path.filter(p -> !Files.isReadable(p))
        .ifPresent(p ->
            value.warning(
                "No file can be read at " + p,
                "Put it there on each machine that runs a region, readable by its user alone."));
    return path;
  }
}
