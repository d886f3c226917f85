package dev.postmeridian.intake;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What counts as one client: an IPv4 address, or the /64 of an IPv6 address, which one customer has
 * whole (RFC 6177).
 *
 * @param prefix the address, or its first 64 bits
 */
public record ClientNetwork(boolean isIpv6, long prefix) {
  /** The client that has this address. */
  public static ClientNetwork of(InetAddress address) {
    var bytes = ByteBuffer.wrap(address.getAddress());
    boolean isIpv6 = address instanceof Inet6Address;
    return new ClientNetwork(isIpv6, isIpv6 ? bytes.getLong() : bytes.getInt());
  }
}
