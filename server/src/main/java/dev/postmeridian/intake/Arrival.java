package dev.postmeridian.intake;

import dev.postmeridian.mail.MaybeSender;
import java.net.InetAddress;

/**
 * How one mail reached us: who sent it, and over what.
 *
 * @param greeting what the client called itself; a domain or an address literal
 * @param client where the client connected from
 * @param protocol the keyword of the trace header's {@code with} clause (RFC 3848, RFC 6531), such
 *     as {@code ESMTPS}
 */
public record Arrival(
    MaybeSender sender, Acceptance.Via via, String greeting, InetAddress client, String protocol) {}
