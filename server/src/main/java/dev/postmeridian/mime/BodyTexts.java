package dev.postmeridian.mime;

import dev.postmeridian.mail.Link;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The texts of a message by kind, and what is read of them: the plain text, and behind it the HTML
 * if the plain text is short and says other things, as where it only says that there is another.
 */
final class BodyTexts {
  private static final int MAX_TEXT_OCTETS = 256 * 1024;
  private static final int MAX_STUB_CHARS = 400;

  /** As much of the HTML's words as a short plain text is compared with. */
  private static final int MAX_COMPARED_CHARS = 1 << 16;

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final MimeLimits limits;
  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private final StringBuilder nested = new StringBuilder();

  BodyTexts(MimeLimits limits) {
    this.limits = limits;
  }

  /** What is read of a message. */
  record Read(Optional<String> html, String text, List<Link> links) {}

  /** Adds a text; false if there was no room left for it. */
  boolean add(boolean isHtml, boolean isNested, String words) {
    if (isNested && isHtml) {
      return true; // a forwarded message's HTML is left to its own plain text
    }
    StringBuilder into = isNested ? nested : isHtml ? html : plain;
    int room = limits.maxTextChars() - into.length();
    if (room <= 0) {
      return false;
    }
    into.append(words, 0, Math.min(room, words.length())).append('\n');
    return true;
  }

  /** Takes this for the plain text instead of what was added. */
  void replacePlain(String words) {
    plain.setLength(0);
    plain.append(words);
  }

  Read read() {
    Optional<String> source =
        html.toString().isBlank() ? Optional.empty() : Optional.of(html.toString());
    HtmlText.Rendered rendered =
        source
            .map(h -> HtmlText.of(h, limits))
            .orElseGet(() -> new HtmlText.Rendered("", List.of()));
    List<Link> links = new ArrayList<>(rendered.links());
    BareLinks.find(plain, limits.maxLinks() - links.size()).forEach(links::add);
    return new Read(source, cut(readable(rendered.text())), links);
  }

  private String readable(String rendered) {
    String shown = words(rendered);
    String written = words(plain);
    if (isStub(written, shown)) {
      return (written + "\n\n" + shown).strip(); // what somebody may have typed comes first
    }
    return !written.isEmpty() ? written : !shown.isEmpty() ? shown : words(nested);
  }

  private static String words(CharSequence text) {
    return text.toString().replace("\r\n", "\n").replace('\u0000', ' ').strip();
  }

  /** Whether a plain text is short and says other things than the longer HTML beside it. */
  private static boolean isStub(String written, String shown) {
    if (written.length() > MAX_STUB_CHARS || shown.length() <= written.length()) {
      return false;
    }
    String known =
        shown.substring(0, Math.min(shown.length(), MAX_COMPARED_CHARS)).toLowerCase(Locale.ROOT);
    List<String> words =
        NO_WORD.splitAsStream(written.toLowerCase(Locale.ROOT)).filter(w -> !w.isEmpty()).toList();
    return words.isEmpty() || words.stream().filter(known::contains).count() * 2 < words.size();
  }

  private static String cut(String text) {
    if (text.length() * 3L <= MAX_TEXT_OCTETS) {
      return text;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length <= MAX_TEXT_OCTETS) {
      return text;
    }
    int end = MAX_TEXT_OCTETS;
    while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(utf8, 0, end, StandardCharsets.UTF_8);
  }
}
