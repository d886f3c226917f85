package dev.postmeridian.residency;

import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.region.Country;
import java.util.Map;
import java.util.Optional;

/**
 * Which mailboxes there are and whose law each lives under: by address first, then by domain.
 *
 * @param byAddress canonical address to country
 * @param byDomain domain to country
 */
public record Mailboxes(Map<String, Country> byAddress, Map<Domain, Country> byDomain) {
  public Mailboxes {
    byAddress = Map.copyOf(byAddress);
    byDomain = Map.copyOf(byDomain);
  }

  /** The mailbox's country; empty if there is no such mailbox. */
  public Optional<Country> countryOf(MailAddress recipient) {
    return Optional.ofNullable(byAddress.get(recipient.canonical()))
        .or(() -> Optional.ofNullable(byDomain.get(recipient.domain())));
  }
}
