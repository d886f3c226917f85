package dev.postmeridian.desk;

import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that a list is asked for: what narrows it, what it begins with, where it goes on. Each
 * is named as the queries of the API and of the console name it.
 *
 * @param <T> its values
 */
public final class Criterion<T> {
  private static final Set<String> LANGUAGES =
      Stream.concat(Arrays.stream(Locale.getISOLanguages()), Stream.of("und"))
          .collect(Collectors.toUnmodifiableSet());

  public static final Criterion<QueueName> QUEUE =
      any("queue", name -> Optional.of(new QueueName(name)));
  public static final Criterion<JunkVerdict> JUNK =
      oneOf("junk", JunkVerdict.values(), JunkVerdict::word);

  /** Any of these. */
  public static final Criterion<Set<Priority>> PRIORITY =
      new Criterion<>("priority", words(Priority.values(), Priority::word), Criterion::priorities);

  public static final Criterion<Boolean> NEEDS_REPLY = truth("needs_reply");

  /** Its ISO 639-1 code, or {@code und}. */
  public static final Criterion<String> LANGUAGE =
      any("language", code -> Optional.of(folded(code)).filter(LANGUAGES::contains));

  public static final Criterion<MessageState> STATE =
      oneOf("state", MessageState.values(), MessageState::word);

  /** Whether a person has finished it. */
  public static final Criterion<Boolean> DONE = truth("done");

  public static final Criterion<String> MAILBOX =
      any("mailbox", address -> Optional.of(MailAddress.parse(address).canonical()));

  /** Full-text search in people's own syntax ({@code "exact words"}, {@code -not}, or). */
  public static final Criterion<String> TEXT =
      any(
          "q",
          words ->
              Optional.of(words).filter(w -> w.codePoints().anyMatch(Character::isLetterOrDigit)));

  public static final Criterion<Order> ORDER = oneOf("order", Order.values(), Order::word);

  /** Only messages that this order lists after this cursor, the one of the last one seen. */
  public static final Criterion<String> BEFORE = any("before", Optional::of);

  /** All of them, in the order in which they are written. */
  public static final List<Criterion<?>> ALL =
      List.of(
          QUEUE, JUNK, PRIORITY, NEEDS_REPLY, LANGUAGE, STATE, DONE, MAILBOX, TEXT, ORDER, BEFORE);

  private final String name;
  private final List<String> words;
  private final Function<String, Optional<T>> reading;

  private Criterion(String name, List<String> words, Function<String, Optional<T>> reading) {
    this.name = name;
    this.words = words;
    this.reading = reading;
  }

  private static <T> Criterion<T> any(String name, Function<String, Optional<T>> reading) {
    return new Criterion<>(name, List.of(), reading);
  }

  private static <E> Criterion<E> oneOf(String name, E[] all, Function<E, String> word) {
    return new Criterion<>(name, words(all, word), said -> named(said, all, word));
  }

  private static Criterion<Boolean> truth(String name) {
    return new Criterion<>(
        name,
        List.of("true", "false"),
        said ->
            switch (folded(said)) {
              case "true", "yes" -> Optional.of(true);
              case "false", "no" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /**
   * Several values as one that is read, or as none where one alone may be; one that says nothing,
   * as forms send, is left out.
   */
  public static String joined(List<String> values) {
    return values.stream().filter(value -> !value.isBlank()).collect(Collectors.joining(","));
  }

  private static Optional<Set<Priority>> priorities(String several) {
    Set<Priority> all = EnumSet.noneOf(Priority.class);
    for (String said : several.split(",", -1)) {
      var one = named(said.strip(), Priority.values(), Priority::word);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all.add(one.get());
    }
    return Optional.of(all);
  }

  private static <E> List<String> words(E[] all, Function<E, String> word) {
    return Arrays.stream(all).map(word).toList();
  }

  /** The one of these that is called so, in capitals or not; empty if none is. */
  public static <E> Optional<E> named(String said, E[] all, Function<E, String> word) {
    return Arrays.stream(all).filter(one -> word.apply(one).equals(folded(said))).findFirst();
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** What queries call it. */
  public String name() {
    return name;
  }

  /** The words that its values are written in; none where there are too many to list. */
  public List<String> words() {
    return words;
  }

  /** The value that is written so; empty if none is. */
  public Optional<T> read(String said) {
    try {
      return reading.apply(said);
    } catch (IllegalArgumentException e) { // no name of a queue, no address
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
