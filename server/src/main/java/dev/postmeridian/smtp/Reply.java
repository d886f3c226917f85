package dev.postmeridian.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the server says to one command (RFC 5321, section 4.2), as it goes over the wire; on LMTP,
 * after the data, several replies one after another.
 *
 * @param code of the last line
 */
@SuppressWarnings("ArrayRecordComponent")
record Reply(int code, byte[] wire) {
  /**
   * A reply of one line.
   *
   * @param status enhanced status code (RFC 3463)
   */
  static Reply of(int code, String status, String text) {
    return lines(code, List.of(status + " " + text));
  }

  /** A reply of several lines, each with the enhanced status code, as RFC 2034 asks. */
  static Reply of(int code, String status, List<String> texts) {
    return lines(code, texts.stream().map(text -> status + " " + text).toList());
  }

  /** A reply without enhanced status: greetings and 354 have none (RFC 2034, section 4). */
  static Reply lines(int code, List<String> lines) {
    var text = new StringBuilder(80);
    for (int i = 0; i < lines.size(); i++) {
      char separator = i < lines.size() - 1 ? '-' : ' ';
      text.append(code).append(separator).append(lines.get(i)).append("\r\n");
    }
    return new Reply(code, text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** Several replies, one after another. */
  static Reply sequence(List<Reply> replies) {
    if (replies.size() == 1) {
      return replies.getFirst();
    }
    byte[] wire = new byte[replies.stream().mapToInt(r -> r.wire.length).sum()];
    int at = 0;
    for (var reply : replies) {
      System.arraycopy(reply.wire, 0, wire, at, reply.wire.length);
      at += reply.wire.length;
    }
    return new Reply(replies.getLast().code, wire);
  }

  /** Whether it refuses the command for good. */
  boolean isError() {
    return code >= 500;
  }

  /** Whether it closes the connection (221, 421). */
  boolean isLast() {
    return code == 221 || code == 421;
  }
}
