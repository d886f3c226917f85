package dev.postmeridian.triage;

import dev.postmeridian.mail.MailContent;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The declared rule for bulk mail: List-* fields (RFC 2369, RFC 2919), Precedence (RFC 3834's
 * informal values) say that it was sent to many.
 */
final class BulkRule {
  private static final Set<String> FIELDS =
      Set.of("list-id", "list-unsubscribe", "list-post", "list-help", "list-unsubscribe-post");
  private static final Set<String> PRECEDENCE = Set.of("bulk", "list", "junk");

  private BulkRule() {}

  /** The field that makes the message bulk. */
  static Optional<Reason> in(MailContent content) {
    return content.headers().stream()
        .filter(h ->
            FIELDS.contains(h.name().toLowerCase(Locale.ROOT))
                || (h.is("Precedence")
                    && PRECEDENCE.contains(h.value().strip().toLowerCase(Locale.ROOT))))
        .findFirst()
        .map(h ->
            new Reason(
                Reason.About.JUNK, Reason.Kind.RULE, "bulk mail: " + h.name() + " header", 1));
  }

  /** Whether a program answered or sent it by itself (RFC 3834), and nobody waits for a reply. */
  static boolean isAutomatic(MailContent content) {
    boolean submitted =
        content
            .header("Auto-Submitted")
            .filter(v -> !v.strip().toLowerCase(Locale.ROOT).startsWith("no"))
            .isPresent();
    String from = content.mail().from().toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    return submitted
        || content.header("X-Autoreply").isPresent()
        || from.contains("noreply@")
        || from.contains("donotreply@")
        || from.contains("mailerdaemon@");
  }
}
