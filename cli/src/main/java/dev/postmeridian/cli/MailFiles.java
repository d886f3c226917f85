package dev.postmeridian.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Mail in files: one a file, many in an mbox (RFC 4155, with its quoted From_ lines), a folder. */
final class MailFiles {
  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern SENDER =
      Pattern.compile("(?im)^(?:Return-Path|From):[^\\r\\n]*?([\\w.!#$%&'*+/=?^`{|}~-]+@[\\w.-]+)");
  private static final int HEADER_BYTES = 16 << 10;

  private MailFiles() {}

  /** What takes a mail at a time, so that a big file is never in memory whole. */
  interface Taker {
    void take(byte[] mail) throws IOException, InterruptedException;
  }

  static void eml(Path file, Taker taker) throws IOException, InterruptedException {
    taker.take(Files.readAllBytes(file));
  }

  /** Every regular file below the folder that is not hidden, in the order of their names. */
  static void folder(Path folder, Taker taker) throws IOException, InterruptedException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        boolean hidden = String.valueOf(file.getFileName()).startsWith(".");
        if (Files.isRegularFile(file) && !hidden) {
          taker.take(Files.readAllBytes(file));
        }
      }
    }
  }

  static void mbox(Path file, Taker taker) throws IOException, InterruptedException {
    try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      ByteArrayOutputStream mail = null;
      boolean afterBlank = true;
      for (byte[] line = line(in); line.length > 0; line = line(in)) {
        if (afterBlank && startsWith(line, 0, FROM)) {
          if (mail != null) {
            taker.take(withoutLastBlank(mail.toByteArray()));
          }
          mail = new ByteArrayOutputStream();
        } else if (mail != null) {
          byte[] text = unquoted(line);
          mail.write(text, 0, text.length);
        }
        afterBlank = isBlank(line);
      }
      if (mail != null) {
        taker.take(withoutLastBlank(mail.toByteArray()));
      }
    }
  }

  /** The envelope sender that a stored mail most likely had; empty if it names none. */
  static String senderOf(byte[] mail) {
    String header =
        new String(mail, 0, Math.min(mail.length, HEADER_BYTES), StandardCharsets.ISO_8859_1);
    int end = header.indexOf("\n\n") < 0 ? header.indexOf("\r\n\r\n") : header.indexOf("\n\n");
    var found = SENDER.matcher(end < 0 ? header : header.substring(0, end));
    return found.find() ? found.group(1) : "";
  }

  private static byte[] line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream(128);
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private static byte[] unquoted(byte[] line) {
    int quotes = 0;
    while (quotes < line.length && line[quotes] == '>') {
      quotes++;
    }
    boolean quoted = quotes > 0 && startsWith(line, quotes, FROM);
    return quoted ? java.util.Arrays.copyOfRange(line, 1, line.length) : line;
  }

  /** The empty line before the next From_ line is the file's, not the mail's. */
  private static byte[] withoutLastBlank(byte[] mail) {
    int length = mail.length;
    if (length >= 2 && mail[length - 1] == '\n' && mail[length - 2] == '\n') {
      return java.util.Arrays.copyOf(mail, length - 1);
    }
    boolean crlf = length >= 4 && mail[length - 1] == '\n' && mail[length - 3] == '\n';
    return crlf && mail[length - 2] == '\r' ? java.util.Arrays.copyOf(mail, length - 2) : mail;
  }

  private static boolean isBlank(byte[] line) {
    return line.length == 1 || (line.length == 2 && line[0] == '\r');
  }

  private static boolean startsWith(byte[] line, int at, byte[] prefix) {
    return line.length - at >= prefix.length
        && java.util.Arrays.equals(line, at, at + prefix.length, prefix, 0, prefix.length);
  }
}
