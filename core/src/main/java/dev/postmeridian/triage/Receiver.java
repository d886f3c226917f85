package dev.postmeridian.triage;

import dev.postmeridian.mail.MailAddress;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of who receives a mail, whatever the mail itself says.
 *
 * @param domain the registered domain of the mailbox; empty if anybody gets a mailbox there
 * @param trusted authserv-ids of servers whose checks count (RFC 8601, section 5), in lower case
 */
record Receiver(Optional<String> domain, Set<String> trusted) {
  /** Nobody known, who trusts nobody. */
  static final Receiver UNKNOWN = new Receiver(Optional.empty(), Set.of());

  static Receiver of(MailAddress mailbox, Set<String> trusted) {
    String domain = Hosts.registered(mailbox.domain().value());
    return new Receiver(
        Optional.of(domain).filter(own -> !OpenHosts.hasMailboxesOfAnybody(own)), trusted);
  }

  /** Whether a host is its own. */
  boolean owns(String host) {
    return domain.isPresent() && domain.get().equals(Hosts.registered(host));
  }
}
