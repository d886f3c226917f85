package dev.postmeridian.effect;

import dev.postmeridian.desk.MessageSummary;
import java.time.Instant;

/**
 * An effect that a node holds until its lease ends; then another may claim it.
 *
 * @param fence grows with each claim of the same effect: an end that names another is late
 * @param attempt how often this revision has been claimed, this time included: 1 at first
 * @param revision grows with each decision on the message; by it receivers tell old from new
 * @param since when this revision was first to be delivered, or was asked for again
 * @param message as it stands
 * @param snippet the beginning of its text
 * @param bytes size of the mail
 */
public record EffectClaim(
    EffectKey key,
    long fence,
    int attempt,
    long revision,
    Instant since,
    MessageSummary message,
    String snippet,
    long bytes) {
  /** When the revision was decided, to the millisecond. */
  public Instant decidedAt() {
    return Instant.ofEpochMilli(revision / 1000);
  }

  /** What names this revision of this effect, the same at each attempt, without a full stop. */
  public String id() {
    return key.message().hex() + "_" + key.effect() + "_" + revision;
  }
}
