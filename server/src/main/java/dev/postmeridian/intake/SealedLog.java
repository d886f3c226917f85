package dev.postmeridian.intake;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where mail is made durable that this region may not read: sealed to a region that may. */
public interface SealedLog {
  /** Where nothing is sealed. */
  SealedLog NONE =
      (arrival, receivedAt, to, recipients, data) -> {
        throw new AcceptedLog.UnavailableException("nothing is sealed here", null);
      };

  /**
   * Seals a mail in memory and stores it so; returns after a flushed commit.
   *
   * @param to whose key it is sealed to; it gets the mail when it is back
   * @param recipients by country
   * @throws AcceptedLog.UnavailableException if it could not be sealed or stored: the sender should
   *     bring it again
   */
  void accept(
      Arrival arrival,
      Instant receivedAt,
      RegionName to,
      Map<Country, List<MailAddress>> recipients,
      byte[] data);
}
