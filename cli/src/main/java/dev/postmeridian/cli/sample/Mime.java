package dev.postmeridian.cli.sample;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes mail: encoded words (RFC 2047), quoted-printable and base64 (RFC 2045), multiparts. */
final class Mime {
  private static final int WORD_BYTES = 42;
  private static final int LINE_COLUMNS = 73;

  private Mime() {}

  /** A header's text: as it is if ASCII, else encoded words of at most 75 columns. */
  static String header(String text) {
    if (text.chars().allMatch(c -> c >= 32 && c < 127)) {
      return text;
    }
    var words = new StringBuilder();
    var word = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      var longer = new StringBuilder(word).appendCodePoint(c);
      if (longer.toString().getBytes(StandardCharsets.UTF_8).length > WORD_BYTES) {
        words.append(encodedWord(word.toString())).append("\r\n ");
        word.setLength(0);
      }
      word.appendCodePoint(c);
    }
    return words.append(encodedWord(word.toString())).toString();
  }

  static String base64(byte[] bytes) {
    return Base64.getMimeEncoder(76, new byte[] {'\r', '\n'}).encodeToString(bytes) + "\r\n";
  }

  /** Lines end in CRLF; spaces before them are encoded. */
  static String quotedPrintable(String text, Charset charset) {
    var all = new StringBuilder();
    for (String line : text.split("\r\n", -1)) {
      var out = new StringBuilder();
      byte[] bytes = line.getBytes(charset);
      for (int i = 0; i < bytes.length; i++) {
        String next = quoted(bytes[i], i == bytes.length - 1);
        if (out.length() - (out.lastIndexOf("\n") + 1) + next.length() > LINE_COLUMNS) {
          out.append("=\r\n");
        }
        out.append(next);
      }
      all.append(out).append("\r\n");
    }
    return all.toString();
  }

  private static String quoted(byte b, boolean last) {
    int c = b & 0xff;
    boolean plain = c > 32 && c < 127 && c != '=';
    return plain || (c == ' ' && !last)
        ? String.valueOf((char) c)
        : String.format(Locale.ROOT, "=%02X", c);
  }

  private static String encodedWord(String text) {
    return "=?UTF-8?B?"
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        + "?=";
  }

  /** Parts, each with its header, as one body (RFC 2046, section 5.1). */
  static String multipart(String subtype, String boundary, String... parts) {
    String line = "--" + boundary;
    return "Content-Type: multipart/%s; boundary=\"%s\"\r\n\r\n".formatted(subtype, boundary)
        + Arrays.stream(parts).map(part -> line + "\r\n" + part).collect(Collectors.joining())
        + line
        + "--\r\n";
  }
}
