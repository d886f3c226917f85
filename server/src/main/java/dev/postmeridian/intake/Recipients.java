package dev.postmeridian.intake;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.Transfer;
import dev.postmeridian.routing.Route;
import dev.postmeridian.routing.Router;
import java.util.Optional;

/**
 * What becomes of the mail of an address.
 *
 * @param router the router of this region
 */
record Recipients(Mailboxes mailboxes, Residency residency, Router router) {
  /**
   * Whether mail for this address can be taken here, and if not, why.
   *
   * @param draw from 0 to 1, the same for all recipients of one transaction
   */
  Recipient of(MailAddress mailbox, double draw) {
    return mailboxes
        .countryOf(mailbox)
        .map(country -> routed(mailbox, country, draw))
        .orElseGet(() -> new Recipient.Unknown(mailbox));
  }

  /**
   * A recipient whose mail another region passes on to this one: it is taken if that is lawful,
   * however busy this region is, or mail would go round in circles.
   */
  Optional<Recipient.Here> passedOn(MailAddress mailbox) {
    return mailboxes
        .countryOf(mailbox)
        .filter(country -> residency.mayProcess(country, router.region()))
        .map(country -> here(mailbox, country, residency.transfer(country, router.region())));
  }

  private Recipient routed(MailAddress mailbox, Country country, double draw) {
    return switch (router.route(country, draw)) {
      case Route.Here(var transfer) -> here(mailbox, country, transfer);
      case Route.Relay(RegionName to, _) -> new Recipient.Relayed(mailbox, country, to);
      case Route.Seal(RegionName to) -> new Recipient.Sealed(mailbox, country, to);
      case Route.Hold _ ->
          new Recipient.Elsewhere(mailbox, country, residency.lawfulRegions(country));
      case Route.Nowhere _ -> new Recipient.Nowhere(mailbox, country);
    };
  }

  private Recipient.Here here(MailAddress mailbox, Country country, Optional<Transfer> transfer) {
    return new Recipient.Here(mailbox, country, residency.lawfulRegions(country), transfer);
  }
}
