package dev.postmeridian.sealing;

import dev.postmeridian.intake.AcceptedLog;
import dev.postmeridian.intake.Arrival;
import dev.postmeridian.intake.SealedLog;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.sealing.SealLabel.Kind;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Accepts mail for a region that is down: nothing of it is ever here but sealed. */
public final class MailSealer implements SealedLog {
  private final RegionName here;
  private final Sealer sealer;
  private final WaitingMail waiting;
  private final SecureRandom random = new SecureRandom();

  public MailSealer(RegionName here, Sealer sealer, WaitingMail waiting) {
    this.here = here;
    this.sealer = sealer;
    this.waiting = waiting;
  }

  @Override
  public void accept(
      Arrival arrival,
      Instant receivedAt,
      RegionName to,
      Map<Country, List<MailAddress>> recipients,
      byte[] data) {
    var mails = new ArrayList<SealedCopy>();
    recipients.forEach((country, mailboxes) -> {
      var mail = new ArrivedMail(arrival, receivedAt, mailboxes, data);
      mails.add(sealed(new SealLabel(Kind.MAIL, here, to, country, number(), ""), mail));
    });
    waiting.store(mails);
  }

  private SealedCopy sealed(SealLabel label, ArrivedMail mail) {
    return sealer
        .seal(label, mail.written())
        .map(SealedCopy::parse)
        .orElseThrow(() ->
            new AcceptedLog.UnavailableException(
                "the key of " + label.recipient() + " is not known here", null));
  }

  private MessageId number() {
    byte[] number = new byte[16];
    random.nextBytes(number);
    return MessageId.of(number);
  }
}
