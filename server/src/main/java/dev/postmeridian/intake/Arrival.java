package dev.postmeridian.intake;

import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.region.RegionName;
import java.net.InetAddress;
import java.util.Optional;

/**
 * How one mail reached us: who sent it, and over what.
 *
 * @param greeting what the client called itself; a domain or an address literal
 * @param client where the client connected from
 * @param protocol the keyword of the trace header's {@code with} clause (RFC 3848, RFC 6531), such
 *     as {@code ESMTPS}
 * @param through the region that took it from the client and passed it on; empty if none did
 */
public record Arrival(
    MaybeSender sender,
    Acceptance.Via via,
    String greeting,
    InetAddress client,
    String protocol,
    Optional<RegionName> through) {
  /** Straight from the client. */
  public Arrival(
      MaybeSender sender,
      Acceptance.Via via,
      String greeting,
      InetAddress client,
      String protocol) {
    this(sender, via, greeting, client, protocol, Optional.empty());
  }
}
