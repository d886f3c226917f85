package dev.postmeridian.endtoend;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A word that is nowhere by chance, and every form in which software might have written it. */
final class Canary {
  private static final int MAX_INFLATED = 8 << 20;
  private static final AnyOf GZIP = new AnyOf(List.of(new byte[] {0x1f, (byte) 0x8b, 8}));

  private final String word;
  private final AnyOf forms;

  Canary(String word) {
    this.word = word;
    this.forms = new AnyOf(forms(word));
  }

  String word() {
    return word;
  }

  /** Whether the bytes hold the word in any of these forms, gzip members inflated. */
  boolean isIn(byte[] bytes) {
    return holds(bytes) || gzipMembersHold(bytes);
  }

  private boolean holds(byte[] bytes) {
    return forms.indexIn(bytes, 0) >= 0;
  }

  private static List<byte[]> forms(String word) {
    List<byte[]> forms = new ArrayList<>();
    byte[] utf8 = word.getBytes(UTF_8);
    forms.add(utf8);
    forms.add(word.toLowerCase(Locale.ROOT).getBytes(UTF_8));
    forms.add(word.getBytes(UTF_16LE));
    forms.add(word.getBytes(UTF_16BE));
    forms.add(HexFormat.of().formatHex(utf8).getBytes(UTF_8));
    forms.add(HexFormat.of().withUpperCase().formatHex(utf8).getBytes(UTF_8));
    forms.add(quotedPrintable(utf8));
    for (int offset = 0; offset < 3; offset++) {
      forms.add(base64(utf8, offset));
    }
    return forms;
  }

  private static byte[] quotedPrintable(byte[] utf8) {
    var text = new StringBuilder();
    for (byte b : utf8) {
      text.append('=').append(HexFormat.of().withUpperCase().toHexDigits(b));
    }
    return text.toString().getBytes(UTF_8);
  }

  // the characters that the word alone decides, whatever stands before and after it
  private static byte[] base64(byte[] utf8, int offset) {
    byte[] shifted = new byte[offset + utf8.length];
    System.arraycopy(utf8, 0, shifted, offset, utf8.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int from = (offset * 8 + 5) / 6;
    int to = shifted.length * 8 / 6;
    return text.substring(from, to).getBytes(StandardCharsets.US_ASCII);
  }

  private boolean gzipMembersHold(byte[] bytes) {
    for (int at = GZIP.indexIn(bytes, 0); at >= 0; at = GZIP.indexIn(bytes, at + 1)) {
      if (holds(inflated(bytes, at))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] inflated(byte[] bytes, int at) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes, at, bytes.length - at))) {
      return in.readNBytes(MAX_INFLATED);
    } catch (IOException e) {
      return new byte[0]; // three bytes that only looked like gzip
    }
  }
}
