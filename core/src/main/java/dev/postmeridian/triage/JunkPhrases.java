package dev.postmeridian.triage;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Declared phrases that junk lives by, of all {@linkplain Language languages}. Rules, and called
 * so: the junk model has learned English alone.
 */
final class JunkPhrases {
  /** One kind alone stands in good mail too; from this score on they count. */
  static final double TOGETHER = 5;

  /** What a phrase is part of, and the log-odds of junk it is worth. */
  enum Kind {
    PRIZE("promises a prize", 3),
    MEDICINE("sells medicine without prescription", 3),
    EASY_MONEY("promises easy money", 3),
    FORTUNE("offers a share of a fortune", 3),
    GAMBLING("invites to gamble", 3),
    HURRY("hurries to a click", 2),
    CREDENTIALS("threatens an account or asks for secrets", 1);

    private final String words;
    private final double score;

    Kind(String words, double score) {
      this.words = words;
      this.score = score;
    }

    private static Kind of(Meaning meaning) {
      return valueOf(meaning.name());
    }

    private Meaning meaning() {
      return Meaning.valueOf(name());
    }
  }

  /** A phrase found. */
  record Found(Kind kind, String words) {
    Reason reason() {
      return new Reason(Reason.About.JUNK, Reason.Kind.RULE, kind.words + ": " + words, kind.score);
    }
  }

  private static final Phrases<Meaning> PHRASES =
      new DeclaredPhrases(Stream.of(Kind.values()).map(Kind::meaning).toArray(Meaning[]::new))
          .of("und");

  /** Of scripts without spaces: found anywhere. */
  private static final Map<Kind, Pattern> JOINED =
      Stream.of(Kind.values())
          .collect(toMap(identity(), kind -> Pattern.compile(Language.joined(kind.meaning()))));

  /** Who speaks of his own account, which others threaten. */
  private static final Set<String> MINE = Language.words(Meaning.MINE, false);

  private JunkPhrases() {}

  /** What speaks for junk among the phrases found, credentials left to the evidence of phishing. */
  static List<Reason> reasons(List<Found> phrases) {
    return phrases.stream()
        .filter(found -> found.kind != Kind.CREDENTIALS)
        .map(Found::reason)
        .toList();
  }

  /** Whether the word before a phrase says that its writer speaks of what is his own. */
  private static boolean isMine(String text, int start) {
    int end = start - 1;
    int from = Math.max(0, end);
    while (from > 0 && from > end - 10 && Phrases.isInWord(text, from - 1)) {
      from--;
    }
    return end > 0 && MINE.contains(text.substring(from, end));
  }

  static double score(List<Reason> reasons) {
    return reasons.stream().mapToDouble(Reason::weight).sum();
  }

  /**
   * The phrases found, each kind once.
   *
   * @param text as {@link JunkFeatures#folded} makes it
   */
  static List<Found> in(String text) {
    var kinds = EnumSet.noneOf(Kind.class);
    var found = new ArrayList<Found>();
    boolean joined = false;
    for (int at = 0; at < text.length(); at++) {
      joined |= text.charAt(at) >= '\u3000';
      if (Phrases.startsWord(text, at)) {
        int start = at;
        PHRASES
            .at(text, at)
            .map(
                phrase -> new Found(Kind.of(phrase.meaning()), text.substring(start, phrase.end())))
            .filter(phrase -> phrase.kind != Kind.CREDENTIALS || !isMine(text, start))
            .filter(phrase -> kinds.add(phrase.kind))
            .ifPresent(found::add);
      }
    }
    if (joined) {
      JOINED.forEach((kind, pattern) -> {
        Matcher phrase = pattern.matcher(text);
        if (phrase.find() && kinds.add(kind)) {
          found.add(new Found(kind, phrase.group()));
        }
      });
    }
    return found;
  }
}
