package dev.postmeridian.triage;

import java.util.List;
import java.util.Optional;

/** What opens and closes a letter: declared phrases at the start of a line. */
final class Courtesies {
  private static final int MAX_GREETING = 60;

  /** Of all languages: a line is a phrase of its own in scripts without spaces too. */
  private static final Phrases<Meaning> LINES = new Phrases<>();

  static {
    for (Language language : Language.all()) {
      for (Meaning meaning : List.of(Meaning.GREETING, Meaning.CLOSING)) {
        language.everywhere(meaning).forEach(words -> LINES.add(meaning, words));
      }
    }
  }

  private Courtesies() {}

  /** The phrase that begins with the word at {@code start}, which begins a line. */
  static Optional<Phrases.Found<Meaning>> at(CharSequence text, int start) {
    return LINES.at(text, start);
  }

  /** Whether a line only greets: "Dear Ms Okafor," and not "Hi, where is my order?". */
  static boolean greets(String line) {
    return line.length() <= MAX_GREETING
        && (line.endsWith(",") || line.endsWith("!") || line.endsWith(":"))
        && is(Meaning.GREETING, line).isPresent();
  }

  /** Whether a line only closes: "Kind regards,". */
  static boolean closes(String line) {
    return is(Meaning.CLOSING, line)
        .filter(found -> line.substring(found.end()).chars().noneMatch(Character::isLetterOrDigit))
        .isPresent();
  }

  private static Optional<Phrases.Found<Meaning>> is(Meaning meaning, String line) {
    return LINES.at(line, 0).filter(found -> found.meaning() == meaning);
  }
}
