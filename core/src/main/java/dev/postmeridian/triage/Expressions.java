package dev.postmeridian.triage;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The declared expressions of all {@linkplain Language languages} that mean the same, found in a
 * text: whole words, and signs of scripts without spaces.
 *
 * <p>Words are tried only where one begins with two letters that an expression may begin with:
 * trying dozens of them at every character would cost a quarter of a decision.
 */
final class Expressions {
  private static final int ASCII = 128;
  private static final String NOTHING = "(?!)";
  private final Pattern words;
  private final Pattern signs;

  /** By a word's first two letters: 0 not yet tried, 1 begins no expression, 2 may begin one. */
  private final byte[] beginnings = new byte[ASCII * ASCII];

  /**
   * Where one stands.
   *
   * @param start index of its first character
   * @param end index after its last character
   */
  record Found(int start, int end) {}

  Expressions(Meaning... meanings) {
    words = Pattern.compile("(?:" + any(meanings, Language::spaced) + ")(?![\\p{L}\\p{N}])");
    String joined = any(meanings, Language::joined);
    signs = Pattern.compile(joined.isEmpty() ? NOTHING : joined);
  }

  private static String any(Meaning[] meanings, Function<Meaning, String> words) {
    return Stream.of(meanings).map(words).filter(not(String::isEmpty)).collect(joining("|"));
  }

  /** Whether there is one in a text. */
  boolean isIn(String text) {
    return !in(text).isEmpty();
  }

  /** All in a text, in lower case with single spaces; those of words before the signs. */
  List<Found> in(String text) {
    var found = new ArrayList<Found>();
    Matcher word = words.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    for (int at = 0; at < text.length(); at++) {
      if (Phrases.startsWord(text, at)
          && mayBegin(text, at)
          && word.region(at, text.length()).lookingAt()) {
        found.add(new Found(at, word.end()));
      }
    }
    if (Language.hasJoined(text)) {
      signs.matcher(text).results().forEach(r -> found.add(new Found(r.start(), r.end())));
    }
    return found;
  }

  @SuppressWarnings("JdkObsolete") // whether more letters might match is just what hitEnd tells
  private boolean mayBegin(String text, int at) {
    if (at + 1 == text.length() || text.charAt(at) >= ASCII || text.charAt(at + 1) >= ASCII) {
      return true;
    }
    int letters = text.charAt(at) * ASCII + text.charAt(at + 1);
    if (beginnings[letters] == 0) {
      Matcher beginning = words.matcher(text.substring(at, at + 2));
      beginnings[letters] = (byte) (beginning.lookingAt() || beginning.hitEnd() ? 2 : 1);
    }
    return beginnings[letters] == 2;
  }
}
