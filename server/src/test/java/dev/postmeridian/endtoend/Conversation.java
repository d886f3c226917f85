package dev.postmeridian.endtoend;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One direction of one TCP connection, put together from a capture.
 *
 * @param bytes what was sent, in order
 */
@SuppressWarnings("ArrayRecordComponent")
record Conversation(String from, int fromPort, String to, int toPort, byte[] bytes) {
  private record Ends(String from, int fromPort, String to, int toPort) {}

  /** All of a capture; packets that were seen twice count once. */
  static List<Conversation> of(List<Segment> segments) {
    var byEnds = new LinkedHashMap<Ends, List<Segment>>();
    for (var s : segments) {
      if (s.protocol() == Segment.TCP) {
        var ends = new Ends(s.from(), s.fromPort(), s.to(), s.toPort());
        byEnds.computeIfAbsent(ends, _ -> new ArrayList<>()).add(s);
      }
    }
    return byEnds.entrySet().stream().map(Conversation::of).toList();
  }

  private static Conversation of(Map.Entry<Ends, List<Segment>> one) {
    var ends = one.getKey();
    int first = one.getValue().getFirst().sequence();
    NavigableMap<Integer, byte[]> parts = new TreeMap<>();
    for (var s : one.getValue()) {
      if (s.payload().length > 0) { // of one sent again, what is longer
        parts.merge(s.sequence() - first, s.payload(), (a, b) -> a.length >= b.length ? a : b);
      }
    }
    return new Conversation(ends.from, ends.fromPort, ends.to, ends.toPort, joined(parts));
  }

  private static byte[] joined(NavigableMap<Integer, byte[]> parts) {
    var all = new ByteArrayOutputStream();
    parts.forEach((at, part) -> {
      int known = all.size() - at;
      if (known < 0) {
        throw new AssertionError("the capture lacks " + -known + " bytes");
      }
      if (known < part.length) {
        all.write(part, known, part.length - known);
      }
    });
    return all.toByteArray();
  }

  /** Whether it passed from one of these hosts to another. */
  boolean isBetween(List<String> addresses) {
    return addresses.contains(from) && addresses.contains(to) && !from.equals(to);
  }

  /** Whether it never left its host. */
  boolean isWithinAHost() {
    return from.equals(to) || (from.startsWith("127.") && to.startsWith("127."));
  }

  @Override
  public String toString() {
    return "%s:%d to %s:%d, %d bytes".formatted(from, fromPort, to, toPort, bytes.length);
  }
}
