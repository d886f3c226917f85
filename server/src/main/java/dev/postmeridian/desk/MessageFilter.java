package dev.postmeridian.desk;

import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.util.Optional;

/**
 * Which messages to list.
 *
 * @param language its ISO 639-1 code
 * @param done whether a person has finished it
 * @param text full-text search in people's own syntax ({@code "exact words"}, {@code -not}, or)
 * @param before only messages older than this cursor of the last one seen
 * @param limit at most this many, 1 to 1000
 */
public record MessageFilter(
    Optional<QueueName> queue,
    Optional<JunkVerdict> junk,
    Optional<Priority> priority,
    Optional<Boolean> needsReply,
    Optional<String> language,
    Optional<MessageState> state,
    Optional<Boolean> done,
    Optional<String> mailbox,
    Optional<String> text,
    Optional<String> before,
    int limit) {
  /** The most messages one call lists. */
  public static final int MAX_LIMIT = 1000;

  /**
   * @throws IllegalArgumentException if the limit is out of its range
   */
  public MessageFilter {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be within 1 and 1000, not " + limit);
    }
    language = language.map(MessageFilter::text);
    mailbox = mailbox.map(MessageFilter::text);
    text = text.map(MessageFilter::text);
  }

  /** No mail holds NUL or half a character, and no database could be asked for them. */
  private static String text(String asked) {
    return asked.replace('\0', '\uFFFD').replaceAll("\\p{Cs}", "\uFFFD");
  }

  /** Every message, newest first. */
  public static MessageFilter all(int limit) {
    return new MessageFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        limit);
  }
}
