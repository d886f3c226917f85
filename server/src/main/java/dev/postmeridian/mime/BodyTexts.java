package dev.postmeridian.mime;

import dev.postmeridian.mail.Link;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The texts of a message by kind, and the one that people read: plain text before HTML. */
final class BodyTexts {
  private static final int MAX_TEXT_OCTETS = 256 * 1024;

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
    for (CharSequence candidate : List.of(plain, rendered, nested)) {
      String words = candidate.toString().replace("\r\n", "\n").replace('\u0000', ' ').strip();
      if (!words.isEmpty()) {
        return words;
      }
    }
    return "";
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
