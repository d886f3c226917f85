package dev.postmeridian.sealing;

import dev.postmeridian.intake.Arrival;
import dev.postmeridian.intake.Outcome;
import dev.postmeridian.intake.Recipient;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.sealing.Opening.Opened;
import dev.postmeridian.sealing.Opening.Refused;
import dev.postmeridian.sealing.SealLabel.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the mail that others accepted sealed for this region. It is taken as if it had come by
 * itself: the same mail brought twice, by whomever, is one message.
 */
public final class SealedMailbox {
  private static final Logger log = LoggerFactory.getLogger(SealedMailbox.class);

  /** The intake of this region. */
  public interface Acceptor {
    /** Makes a mail durable for recipients of this region, as received at this time. */
    List<Outcome> accept(
        Arrival arrival, Instant receivedAt, List<Recipient.Here> recipients, byte[] data);
  }

  private final Opener opener;
  private final Mailboxes mailboxes;
  private final Jurisdiction law;
  private final Acceptor intake;

  public SealedMailbox(Opener opener, Mailboxes mailboxes, Jurisdiction law, Acceptor intake) {
    this.opener = opener;
    this.mailboxes = mailboxes;
    this.law = law;
    this.intake = intake;
  }

  Verdict take(byte[] sealed) {
    return switch (opener.open(sealed)) {
      case Opened opened when opened.label().kind() == Kind.MAIL ->
          take(opened.label(), opened.clear());
      case Opened _ -> Verdict.CLOSED;
      case Refused refused -> {
        log.error("sealed mail that waits for this region stays closed: {}", refused.words());
        yield Verdict.CLOSED;
      }
    };
  }

  private Verdict take(SealLabel label, byte[] clear) {
    ArrivedMail mail;
    try {
      mail = ArrivedMail.read(clear);
    } catch (IOException | IllegalArgumentException e) {
      log.error("sealed mail from {} is of another form: {}", label.origin(), e.getClass());
      return Verdict.CLOSED;
    }
    List<Recipient.Here> here =
        mail.recipients().stream()
            .flatMap(to ->
                mailboxes
                    .countryOf(to)
                    .filter(law::covers)
                    .map(country ->
                        new Recipient.Here(
                            to,
                            country,
                            law.residency().lawfulRegions(country),
                            law.residency().transfer(country, law.region())))
                    .stream())
            .toList();
    // somebody was given 250 for it: whoever is no mailbox of ours any more is told, not dropped
    return here.size() < mail.recipients().size()
        ? Verdict.NOBODYS
        : verdict(intake.accept(mail.arrival(), mail.receivedAt(), here, mail.data()));
  }

  private static Verdict verdict(List<Outcome> outcomes) {
    Optional<Outcome> lost =
        outcomes.stream().filter(outcome -> !(outcome instanceof Outcome.Kept)).findFirst();
    return lost.isEmpty()
        ? Verdict.STORED
        : lost.get() instanceof Outcome.Looping ? Verdict.NOBODYS : Verdict.LATER;
  }
}
