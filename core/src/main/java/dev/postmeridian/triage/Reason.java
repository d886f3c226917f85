package dev.postmeridian.triage;

/**
 * One thing that weighed in a decision.
 *
 * @param about what it argued about
 * @param kind where it comes from: a learned weight, or a declared rule
 * @param evidence what was seen, in words of the message or of a check: {@code invoice 4711},
 *     {@code List-Unsubscribe header}; part of the mail, so it lives under the mail's law
 * @param weight its share in the log-odds of the outcome, positive for, negative against; a rule's
 *     is the score it declares
 */
public record Reason(About about, Kind kind, String evidence, double weight) {
  /** The question a reason bears on. */
  public enum About {
    JUNK,
    QUEUE,
    PRIORITY,
    LANGUAGE,
    NEEDS_REPLY
  }

  /** Where a reason comes from. */
  public enum Kind {
    WORD,
    HEADER,
    LINK,
    SENDER,
    STRUCTURE,
    DESCRIPTION,
    RULE
  }
}
