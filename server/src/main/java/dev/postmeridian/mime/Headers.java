package dev.postmeridian.mime;

import dev.postmeridian.mail.HeaderField;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.field.DateTimeField;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;

/** Header fields decoded: raw 8-bit text, folding and encoded words (RFC 2047) undone. */
final class Headers {
  private static final Pattern MESSAGE_ID = Pattern.compile("<([^<>\\s]{1,250})>");
  private static final int MAX_REFERENCES = 100;

  private Headers() {}

  static HeaderField decode(Field field, int maxChars) {
    String value = unfolded(rawBody(field, maxChars)).strip();
    return new HeaderField(field.getName().strip(), words(value));
  }

  /** Line breaks with the blanks after them, and control characters, each become a space. */
  private static String unfolded(String body) {
    var line = new StringBuilder(body.length());
    boolean broken = false;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      boolean blank = c == ' ' || c == '\t';
      if (c == '\r' && i + 1 < body.length() && body.charAt(i + 1) == '\n') {
        continue;
      }
      boolean control = (c < ' ' && c != '\t' && c != '\r') || c == 0x7f;
      if (!(broken && blank)) {
        line.append(control ? ' ' : c);
      }
      broken = c == '\n' || (broken && blank);
    }
    return line.toString();
  }

  private static String rawBody(Field field, int maxChars) {
    byte[] raw = field.getRaw() == null ? new byte[0] : field.getRaw().toByteArray();
    if (raw.length == 0) {
      return field.getBody();
    }
    // a character takes at most four bytes
    int enough = Math.min(raw.length, field.getName().length() + 2 + 4 * maxChars);
    String line = Charsets.decode(Arrays.copyOf(raw, enough), Optional.empty());
    int colon = line.indexOf(':');
    String body = colon < 0 ? line : line.substring(colon + 1);
    return body.length() > maxChars ? body.substring(0, maxChars) : body;
  }

  static String words(String value) {
    if (!value.contains("=?")) {
      return value;
    }
    try {
      return DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT, StandardCharsets.UTF_8);
    } catch (RuntimeException e) {
      return value; // an encoded word that cannot be decoded is shown as it came
    }
  }

  static List<String> messageIds(String value) {
    var ids = new ArrayList<String>();
    var found = MESSAGE_ID.matcher(value);
    while (found.find() && ids.size() < MAX_REFERENCES) {
      ids.add(found.group(1));
    }
    return ids;
  }

  /** A date as RFC 5322 has it, or in one of the many ways that people's programs write it. */
  static Optional<Instant> date(String value) {
    int comment = value.indexOf('(');
    String plain = comment < 0 ? value.strip() : value.substring(0, comment).strip();
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(plain)));
    } catch (DateTimeException e) {
      return lenientDate(value);
    }
  }

  private static Optional<Instant> lenientDate(String value) {
    try {
      DateTimeField field =
          DateTimeFieldLenientImpl.PARSER.parse(
              new RawField("Date", value.strip()), DecodeMonitor.SILENT);
      return Optional.ofNullable(field.getDate()).map(java.util.Date::toInstant);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
