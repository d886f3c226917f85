package dev.postmeridian.intake;

import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MessageId;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Our {@code Received} header field (RFC 5321, section 4.4), ending with CRLF. */
final class TraceHeader {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

  private final Domain host;

  /**
   * @param host the name this region goes by
   */
  TraceHeader(Domain host) {
    this.host = host;
  }

  /** The part that all copies of one mail share; the id and the recipient are added to it. */
  Copies of(Arrival arrival, Instant at) {
    String start =
        "Received: from "
            + arrival.greeting()
            + " ("
            + literal(arrival.client())
            + ")\r\n\tby "
            + host
            + " with "
            + arrival.protocol()
            + arrival.through().map(region -> " (through " + region + ")").orElse("")
            + " id ";
    return new Copies(start, ";\r\n\t" + DATE.format(at) + "\r\n");
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    if (address instanceof Inet6Address) {
      int zone = text.indexOf('%');
      return "[IPv6:" + (zone < 0 ? text : text.substring(0, zone)) + "]";
    }
    return "[" + text + "]";
  }

  /** One mail's trace, to be finished for each copy. */
  record Copies(String start, String end) {
    /**
     * @param only the recipient, if there is but one: several would tell on each other
     */
    String of(MessageId id, Optional<MailAddress> only) {
      return start + id.hex() + only.map(a -> "\r\n\tfor <" + a + ">").orElse("") + end;
    }
  }
}
