package dev.postmeridian.console;

import dev.postmeridian.mime.MailBody.InlinePart;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures that a mail brings along for its HTML ({@code cid:}, RFC 2392), as {@code data:} URLs:
 * nothing is fetched. Only kinds that hold no script, told by their first bytes and not by what the
 * mail says of them; SVG is none.
 */
final class Pictures {
  /** No pictures. */
  static final Pictures NONE = new Pictures(List.of());

  private static final String SCHEME = "cid:";
  private final Map<String, InlinePart> parts = new HashMap<>();

  Pictures(List<InlinePart> inline) {
    inline.forEach(part -> parts.putIfAbsent(part.contentId(), part));
  }

  /** The picture that an image's source names, as a source that needs no fetch. */
  Optional<String> find(String source) {
    if (!source.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return Optional.ofNullable(parts.get(decoded(source.substring(SCHEME.length()).strip())))
        .flatMap(Pictures::url);
  }

  private static Optional<String> url(InlinePart part) {
    return type(part.content())
        .map(type ->
            "data:" + type + ";base64," + Base64.getEncoder().encodeToString(part.content()));
  }

  private static Optional<String> type(byte[] bytes) {
    String start = new String(bytes, 0, Math.min(bytes.length, 12), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of("image/png");
    }
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of("image/jpeg");
    }
    if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
      return Optional.of("image/gif");
    }
    return start.startsWith("RIFF") && start.endsWith("WEBP")
        ? Optional.of("image/webp")
        : Optional.empty();
  }

  private static String decoded(String id) {
    try {
      return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return id;
    }
  }
}
