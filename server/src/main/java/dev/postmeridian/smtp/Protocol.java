package dev.postmeridian.smtp;

import dev.postmeridian.intake.Acceptance;

/** What a listener speaks. */
public enum Protocol {
  /** RFC 5321: one reply after the data, so one route a transaction. */
  SMTP(Acceptance.Via.SMTP),
  /** RFC 2033: a reply for each recipient after the data; greeted with LHLO. */
  LMTP(Acceptance.Via.LMTP);

  private final Acceptance.Via via;

  Protocol(Acceptance.Via via) {
    this.via = via;
  }

  Acceptance.Via via() {
    return via;
  }

  /** The keyword of a trace header's {@code with} clause (RFC 3848, RFC 6531). */
  String keyword(boolean extended, boolean utf8, boolean tls) {
    String name = this == LMTP ? "LMTP" : utf8 ? "SMTP" : extended ? "ESMTP" : "SMTP";
    return (utf8 ? "UTF8" : "") + name + (tls ? "S" : "");
  }
}
