package dev.postmeridian.classifier;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Messages of a mailbox file (RFC 4155): each begins with a line {@code From ...} after a blank
 * one.
 */
final class Mbox {
  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_MESSAGE = 64 << 20;

  private Mbox() {}

  static boolean begins(byte[] data) {
    return data.length >= FROM.length && Arrays.equals(data, 0, FROM.length, FROM, 0, FROM.length);
  }

  /** Hands each message over, without its separator and with {@code >From} undone. */
  static void read(InputStream file, Consumer<byte[]> into) throws IOException {
    var in = new BufferedInputStream(file, 1 << 16);
    var message = new ByteArrayOutputStream();
    boolean afterBlank = true;
    boolean any = false;
    for (byte[] line = line(in); line.length > 0; line = line(in)) {
      if (afterBlank && begins(line)) {
        if (any) {
          into.accept(message.toByteArray());
        }
        message.reset();
        any = true;
      } else if (message.size() < MAX_MESSAGE) {
        any = true;
        message.writeBytes(unquoted(line));
      }
      afterBlank = line[0] == '\n' || line[0] == '\r';
    }
    if (any) {
      into.accept(message.toByteArray());
    }
  }

  private static byte[] unquoted(byte[] line) {
    int marks = 0;
    while (marks < line.length && line[marks] == '>') {
      marks++;
    }
    boolean quoted = marks > 0 && begins(Arrays.copyOfRange(line, marks, line.length));
    return quoted ? Arrays.copyOfRange(line, 1, line.length) : line;
  }

  private static byte[] line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream(100);
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }
}
