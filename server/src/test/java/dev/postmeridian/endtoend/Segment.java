package dev.postmeridian.endtoend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One packet of a capture (the libpcap format, taken on Linux's interface "any").
 *
 * @param protocol of IP: 6 is TCP
 * @param sequence of TCP
 * @param payload what TCP carries; of another protocol, all of it
 */
@SuppressWarnings("ArrayRecordComponent")
record Segment(
    String from, int fromPort, String to, int toPort, int protocol, int sequence, byte[] payload) {
  static final int TCP = 6;
  private static final int MAGIC = 0xa1b2c3d4;
  private static final int COOKED = 113;
  private static final int COOKED_2 = 276;
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;

  /** All IP packets of a file; one that ends within a packet lacks that. */
  static List<Segment> of(Path file) throws IOException {
    var in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt() != MAGIC) {
      throw new IOException(file + " is no capture of this kind of machine");
    }
    int link = in.position(20).getInt();
    var all = new ArrayList<Segment>();
    while (in.remaining() >= 16) {
      in.position(in.position() + 8);
      int captured = in.getInt();
      if (captured != in.getInt()) {
        throw new IOException("a packet was cut short");
      }
      if (captured > in.remaining()) {
        break;
      }
      add(all, link, in.slice(in.position(), captured).order(ByteOrder.BIG_ENDIAN));
      in.position(in.position() + captured);
    }
    return all;
  }

  private static void add(List<Segment> all, int link, ByteBuffer packet) throws IOException {
    int type =
        switch (link) {
          case COOKED -> packet.getShort(14) & 0xffff;
          case COOKED_2 -> packet.getShort(0) & 0xffff;
          default -> throw new IOException("link type " + link);
        };
    var ip = packet.slice(link == COOKED ? 16 : 20, packet.capacity() - (link == COOKED ? 16 : 20));
    if (type == IPV4) {
      int header = (ip.get(0) & 0xf) * 4;
      int length = ip.getShort(2) & 0xffff;
      int end = length == 0 ? ip.capacity() : length; // 0 of what the card shall cut up
      var rest = ip.slice(header, end - header);
      all.add(of(address(ip, 12, 4), address(ip, 16, 4), ip.get(9) & 0xff, rest));
    } else if (type == IPV6) {
      var rest = ip.slice(40, ip.capacity() - 40);
      all.add(of(address(ip, 8, 16), address(ip, 24, 16), ip.get(6) & 0xff, rest));
    }
  }

  private static Segment of(String from, String to, int protocol, ByteBuffer rest) {
    if (protocol != TCP) {
      return new Segment(from, 0, to, 0, protocol, 0, bytes(rest, 0));
    }
    int header = (rest.get(12) >> 4 & 0xf) * 4;
    return new Segment(
        from,
        rest.getShort(0) & 0xffff,
        to,
        rest.getShort(2) & 0xffff,
        protocol,
        rest.getInt(4) + (rest.get(13) & 2) / 2, // SYN takes a number itself
        bytes(rest, header));
  }

  private static byte[] bytes(ByteBuffer from, int start) {
    byte[] bytes = new byte[from.capacity() - start];
    from.get(start, bytes);
    return bytes;
  }

  private static String address(ByteBuffer ip, int at, int length) {
    var parts = new ArrayList<String>();
    for (int i = 0; i < length; i++) {
      parts.add(Integer.toString(ip.get(at + i) & 0xff));
    }
    return String.join(".", parts);
  }
}
