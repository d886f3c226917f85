package dev.postmeridian.triage;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The languages that rules are declared in, each a table of words. To add one is to add its table.
 *
 * <p>A line of a table is a {@link Meaning} and, behind two spaces, phrases or expressions between
 * bars; a line that begins with spaces continues the one before. Behind {@code MEANING own} stands
 * what means that in mail of this language alone: any word in another, or part of the English
 * notices that stand below mail in all of them.
 */
final class Language {
  /** Ends the key of what counts in mail of the language alone. */
  private static final String OWN = " own";

  /** Not those within parentheses. */
  private static final Pattern BAR = Pattern.compile("\\|(?![^(]*\\))");

  private static final List<Language> ALL =
      List.of(
          new Language("en", English.WORDS, false),
          new Language("de", German.WORDS, false),
          new Language("fr", French.WORDS, false),
          new Language("es", Spanish.WORDS, false),
          new Language("pt", Portuguese.WORDS, false),
          new Language("it", Italian.WORDS, false),
          new Language("nl", Dutch.WORDS, false),
          new Language("pl", Polish.WORDS, false),
          new Language("ja", Japanese.WORDS, true),
          new Language("zh", Chinese.WORDS, true));

  private final String code;
  private final boolean joined;

  private final Map<Meaning, String> everywhere = new EnumMap<>(Meaning.class);
  private final Map<Meaning, String> own = new EnumMap<>(Meaning.class);

  private Language(String code, String table, boolean joined) {
    this.code = code;
    this.joined = joined;
    String key = "";
    for (String line : table.lines().toList()) {
      key = line.startsWith(" ") ? key : line.split(" {2}", 2)[0];
      add(key, line.startsWith(" ") ? line : line.substring(key.length()));
    }
  }

  private void add(String key, String words) {
    boolean isOwn = key.endsWith(OWN);
    String meaning = isOwn ? key.substring(0, key.length() - OWN.length()) : key;
    (isOwn ? own : everywhere)
        .merge(Meaning.valueOf(meaning), words.strip(), (a, b) -> a + "|" + b);
  }

  static List<Language> all() {
    return ALL;
  }

  /** Whether rules are declared in the language of this code. */
  static boolean isDeclared(String code) {
    return ALL.stream().anyMatch(language -> language.code.equals(code));
  }

  /** Its code (ISO 639-1). */
  String code() {
    return code;
  }

  /** Whether it is written without spaces, so that words are found anywhere. */
  boolean isJoined() {
    return joined;
  }

  /** Whether a text has signs of scripts without spaces. */
  static boolean hasJoined(CharSequence text) {
    return text.chars().anyMatch(c -> c >= '\u3000');
  }

  /** The phrases that mean this in mail of any language. */
  List<String> everywhere(Meaning meaning) {
    return phrases(everywhere.get(meaning));
  }

  /** The phrases that mean this in mail of this language alone. */
  List<String> own(Meaning meaning) {
    return phrases(own.get(meaning));
  }

  private static List<String> phrases(@Nullable String words) {
    return words == null ? List.of() : BAR.splitAsStream(words).toList();
  }

  /** The words that mean this in languages with spaces, or in those without. */
  static Set<String> words(Meaning meaning, boolean joined) {
    return ALL.stream()
        .filter(language -> language.joined == joined)
        .flatMap(language -> language.everywhere(meaning).stream())
        .collect(toUnmodifiableSet());
  }

  /** Expressions of all languages between bars. */
  static String any(Meaning meaning) {
    return union(meaning, _ -> true);
  }

  /** Expressions of languages with spaces, between bars. */
  static String spaced(Meaning meaning) {
    return union(meaning, language -> !language.joined);
  }

  /** Expressions of languages without spaces, between bars. */
  static String joined(Meaning meaning) {
    return union(meaning, language -> language.joined);
  }

  private static String union(Meaning meaning, Predicate<Language> spoken) {
    return ALL.stream()
        .filter(spoken)
        .map(language -> language.everywhere.getOrDefault(meaning, ""))
        .filter(Predicate.not(String::isEmpty))
        .collect(joining("|"));
  }
}
