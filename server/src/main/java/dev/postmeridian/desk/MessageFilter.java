package dev.postmeridian.desk;

import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.util.Optional;
import java.util.Set;

/**
 * Which messages to list, and in which order.
 *
 * @param priorities any of these; none for all
 * @param language its ISO 639-1 code
 * @param done whether a person has finished it
 * @param text full-text search in people's own syntax ({@code "exact words"}, {@code -not}, or)
 * @param before only messages that this order lists after this cursor, the one of the last one seen
 * @param limit at most this many, 1 to 1000
 */
public record MessageFilter(
    Optional<QueueName> queue,
    Optional<JunkVerdict> junk,
    Set<Priority> priorities,
    Optional<Boolean> needsReply,
    Optional<String> language,
    Optional<MessageState> state,
    Optional<Boolean> done,
    Optional<String> mailbox,
    Optional<String> text,
    Order order,
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
    priorities = Set.copyOf(priorities);
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
    return draft().limit(limit);
  }

  /** A filter that lets every message through, newest first, and can be narrowed. */
  public static Draft draft() {
    return new Draft();
  }

  /** A filter in the making; {@link #limit} ends it. */
  public static final class Draft {
    private Optional<QueueName> queue = Optional.empty();
    private Optional<JunkVerdict> junk = Optional.empty();
    private Set<Priority> priorities = Set.of();
    private Optional<Boolean> needsReply = Optional.empty();
    private Optional<String> language = Optional.empty();
    private Optional<MessageState> state = Optional.empty();
    private Optional<Boolean> done = Optional.empty();
    private Optional<String> mailbox = Optional.empty();
    private Optional<String> text = Optional.empty();
    private Order order = Order.NEWEST;
    private Optional<String> before = Optional.empty();

    private Draft() {}

    public Draft queue(QueueName only) {
      queue = Optional.of(only);
      return this;
    }

    public Draft junk(JunkVerdict only) {
      junk = Optional.of(only);
      return this;
    }

    public Draft priorities(Set<Priority> any) {
      priorities = any;
      return this;
    }

    public Draft needsReply(boolean only) {
      needsReply = Optional.of(only);
      return this;
    }

    public Draft language(String only) {
      language = Optional.of(only);
      return this;
    }

    public Draft state(MessageState only) {
      state = Optional.of(only);
      return this;
    }

    public Draft done(boolean only) {
      done = Optional.of(only);
      return this;
    }

    public Draft mailbox(String only) {
      mailbox = Optional.of(only);
      return this;
    }

    public Draft text(String found) {
      text = Optional.of(found);
      return this;
    }

    public Draft order(Order by) {
      order = by;
      return this;
    }

    public Draft before(String cursor) {
      before = Optional.of(cursor);
      return this;
    }

    /**
     * The filter.
     *
     * @throws IllegalArgumentException if the limit is out of its range
     */
    public MessageFilter limit(int most) {
      return new MessageFilter(
          queue,
          junk,
          priorities,
          needsReply,
          language,
          state,
          done,
          mailbox,
          text,
          order,
          before,
          most);
    }
  }
}
