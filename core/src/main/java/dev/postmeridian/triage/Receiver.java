package dev.postmeridian.triage;

import dev.postmeridian.mail.MailAddress;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of who receives a mail, whatever the mail itself says.
 *
 * @param domain the registered domain of the mailbox, or what anybody can register below a shared
 *     one; empty if anybody gets a mailbox or a page there
 * @param trusted authserv-ids of servers whose checks count (RFC 8601, section 5), in lower case
 */
record Receiver(Optional<String> domain, Set<String> trusted) {
  /** Nobody known, who trusts nobody. */
  static final Receiver UNKNOWN = new Receiver(Optional.empty(), Set.of());

  static Receiver of(MailAddress mailbox, Set<String> trusted) {
    String host = mailbox.domain().value();
    String registered = Hosts.registered(host);
    String own = OpenHosts.hasPagesOfAnybody(registered) ? host : registered;
    return new Receiver(Optional.of(own).filter(domain -> !OpenHosts.isAnybodys(domain)), trusted);
  }

  /** Whether a host is its own. */
  boolean owns(String host) {
    return domain.filter(own -> host.equals(own) || host.endsWith("." + own)).isPresent();
  }
}
