package dev.postmeridian.audit;

import dev.postmeridian.region.Country;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened and that somebody may have to account for. Holds no content, no address
 * and no subject: messages appear by their id alone.
 *
 * @param actor who did it: {@code admin}, {@code worker}, a person's login
 * @param action what was done, such as {@code message.corrected}
 * @param subject what it was done to, such as a message id
 * @param detail names and numbers, never words of a mail
 */
public record AuditEvent(
    Instant at,
    String actor,
    String action,
    String subject,
    Optional<Country> country,
    Map<String, String> detail) {
  public AuditEvent {
    detail = Map.copyOf(detail);
  }
}
