package dev.postmeridian.desk;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which messages to list, and in which order: every message, newest first, until it is asked. */
public final class MessageFilter {
  /** The most messages one call lists. */
  public static final int MAX_LIMIT = 1000;

  private final Map<Criterion<?>, Object> asked;
  private final int limit;

  private MessageFilter(Map<Criterion<?>, Object> asked, int limit) {
    this.asked = asked;
    this.limit = limit;
  }

  /**
   * Every message, newest first.
   *
   * @param limit at most this many, 1 to 1000
   * @throws IllegalArgumentException if the limit is out of its range
   */
  public static MessageFilter all(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be within 1 and 1000, not " + limit);
    }
    return new MessageFilter(Map.of(), limit);
  }

  /** This filter, with one thing more asked for. */
  public <T> MessageFilter with(Criterion<T> criterion, T value) {
    var more = new HashMap<>(asked);
    more.put(criterion, value instanceof String text ? clean(text) : value);
    return new MessageFilter(more, limit);
  }

  /** As {@link #with}, of a value as queries write it; empty if none is written so. */
  public <T> Optional<MessageFilter> reading(Criterion<T> criterion, String said) {
    return criterion.read(said).map(value -> with(criterion, value));
  }

  /** No mail holds NUL or half a character, and no database could be asked for them. */
  private static String clean(String text) {
    return text.replace('\0', '\uFFFD').replaceAll("\\p{Cs}", "\uFFFD");
  }

  /** What is asked for; empty if nothing is. */
  @SuppressWarnings("unchecked") // only with() puts values, each to a criterion of its type
  public <T> Optional<T> get(Criterion<T> criterion) {
    return Optional.ofNullable((T) asked.get(criterion));
  }

  /** What the list begins with. */
  public Order order() {
    return get(Criterion.ORDER).orElse(Order.NEWEST);
  }

  /** At most this many. */
  public int limit() {
    return limit;
  }

  /** What is asked for, but never its words. */
  @Override
  public String toString() {
    return "at most " + limit + " by " + asked.keySet();
  }
}
