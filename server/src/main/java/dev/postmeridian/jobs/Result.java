package dev.postmeridian.jobs;

import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.triage.Decision;
import java.time.Duration;

/** What became of a claim. */
public record Result(Claim claim, Verdict verdict) {
  /** The ways a claim ends. */
  public sealed interface Verdict {}

  /** It was read and decided. */
  public record Decided(ParsedMail mail, Decision decision) implements Verdict {}

  /**
   * It was read for the search.
   *
   * @param text subject, originator and body as plain text
   */
  public record Indexed(String text) implements Verdict {}

  /**
   * It can't be decided: a person must look.
   *
   * @param reason what was wrong, without content, for people
   */
  public record Quarantined(String reason) implements Verdict {}

  /**
   * It failed and is tried again.
   *
   * @param error what went wrong, without content
   */
  public record Retried(Duration after, String error) implements Verdict {}

  /**
   * It was not begun, or could not be finished through no fault of its own: the next worker takes
   * it, and the attempt does not count.
   *
   * @param error what went wrong, without content; empty if nothing did
   */
  public record Released(Duration after, String error) implements Verdict {
    /** It was not begun: any worker may have it at once. */
    public Released() {
      this(Duration.ZERO, "");
    }
  }
}
