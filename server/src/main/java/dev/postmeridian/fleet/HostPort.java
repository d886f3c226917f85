package dev.postmeridian.fleet;

import java.net.InetSocketAddress;

/** Addresses as {@code host:port}, IPv6 in brackets. */
final class HostPort {
  private HostPort() {}

  static String text(InetSocketAddress address) {
    String host = address.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /**
   * Reads {@code host:port} without looking the name up.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("'" + text + "' is not host:port");
    }
    String host = text.substring(0, colon).replaceAll("[\\[\\]]", "");
    return InetSocketAddress.createUnresolved(host, Integer.parseInt(text.substring(colon + 1)));
  }
}
