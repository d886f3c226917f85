package dev.postmeridian.config;

import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/**
 * Where a listener binds, as people write it: {@code 2525}, {@code 0.0.0.0:25}, {@code [::]:25}.
 */
final class ListenAddress {
  static final String EXPECTED = "a port or host:port, such as 2525 or 0.0.0.0:25";

  private static final Pattern FORM =
      Pattern.compile("(?:(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):)?([0-9]{1,5})");
  private static final String LOOPBACK = "127.0.0.1";

  private ListenAddress() {}

  /**
   * Reads an address without looking its name up; a port alone is on the loopback interface, so
   * that nobody opens a port to the world by leaving something out.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static InetSocketAddress parse(String text) {
    var matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("that is no address");
    }
    int port = Integer.parseInt(matcher.group(2));
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("ports go from 1 to 65535");
    }
    String host = matcher.group(1) == null ? LOOPBACK : matcher.group(1);
    return InetSocketAddress.createUnresolved(host.replaceAll("[\\[\\]]", ""), port);
  }
}
