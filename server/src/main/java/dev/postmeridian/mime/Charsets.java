package dev.postmeridian.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.james.mime4j.util.CharsetUtil;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into text when the declared charset is missing, unknown or a lie: valid UTF-8 is
 * UTF-8, the declared charset is next, windows-1252 reads the rest.
 */
final class Charsets {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private Charsets() {}

  static Optional<Charset> named(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(CharsetUtil.lookup(name.strip().replace("\"", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static String decode(byte[] bytes, Optional<Charset> declared) {
    if (isAscii(bytes) && declared.map(Charsets::readsAscii).orElse(true)) {
      return new String(bytes, StandardCharsets.US_ASCII);
    }
    if (declared.isPresent() && !isSingleByteLatin(declared.get())) {
      return new String(bytes, declared.get());
    }
    return utf8(bytes)
        .orElseGet(() ->
            new String(
                bytes,
                declared.filter(c -> !c.equals(StandardCharsets.US_ASCII)).isPresent()
                    ? declared.get()
                    : WINDOWS_1252));
  }

  /** Decodes as UTF-8 if every byte sequence is valid, save one cut off at the end. */
  private static Optional<String> utf8(byte[] bytes) {
    for (int cut = 0; cut < 4 && cut < bytes.length; cut++) {
      try {
        return Optional.of(
            StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut))
                .toString());
      } catch (CharacterCodingException e) {
        // try again without the last byte: a limit may have cut a character
      }
    }
    return Optional.empty();
  }

  private static boolean isSingleByteLatin(Charset charset) {
    String name = charset.name();
    return name.startsWith("ISO-8859-1")
        || name.equals("US-ASCII")
        || name.equals("windows-1252")
        || name.equals("UTF-8");
  }

  /** Whether bytes under 128 mean ASCII: not so in ISO-2022-JP, UTF-7 and UTF-16. */
  private static boolean readsAscii(Charset charset) {
    String name = charset.name();
    return isSingleByteLatin(charset)
        || name.startsWith("ISO-8859")
        || name.startsWith("windows-125")
        || name.startsWith("KOI8");
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }
}
