package dev.postmeridian.triage;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a mail only thanks, or says that all is well again, or that no answer is needed: a
 * declared rule. Each sentence does so and says nothing else, and nothing is denied or taken back.
 * In doubt it is not settled.
 */
final class Settled {
  /** Whoever writes more says more. */
  private static final int MAX_CHARS = 1_000;

  /** What is longer with its quotations is not looked through for them. */
  private static final int MAX_QUOTING = 4_000;

  private static final Expressions SAID =
      new Expressions(Meaning.SOLVED, Meaning.WISH, Meaning.THANKS);
  private static final Expressions BESIDE = new Expressions(Meaning.COURTESY);
  private static final Expressions REVOKED = new Expressions(Meaning.BUT, Meaning.DENIAL);
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final String NAME = "\\p{Lu}[\\p{Ll}'-]+(?![\\p{L}\\p{N}])";
  private static final String NO_WORD = "[^\\p{L}\\p{N}]";

  /** What may remain of a sentence: a name right behind what was taken out of it. */
  private static final Pattern REST =
      Pattern.compile("(?:# " + NAME + "(?: " + NAME + ")?|" + NO_WORD + ")*+");

  /** A name on a line of its own; in a script without spaces with its title. */
  private static final Pattern SIGNATURE =
      Pattern.compile(
          NO_WORD
              + "*|(?:(?![.!?])"
              + NO_WORD
              + "){0,9}(?:"
              + NAME
              + "(?:,? "
              + NAME
              + ")?|\\p{Lo}{1,6})");

  /** Words between quotation marks. */
  private static final Pattern QUOTED =
      Pattern.compile("“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|»[^«»]+«|「[^「」]+」|『[^『』]+』|\"[^\"]+\"");

  /** That somebody wrote what is quoted, and on which day. */
  private static final Pattern LEAD =
      Pattern.compile(
          "\\s*(?:\\p{L}{1,4} (?:"
              + Language.any(Meaning.WEEKDAY)
              + ") )?(?:"
              + Language.any(Meaning.YOU_WROTE)
              + ")(?: (?:"
              + Language.any(Meaning.AGO)
              + "))?\\s*[:：]",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final String SENTENCE_ENDS = ".!?。！？\n";

  private Settled() {}

  /**
   * What a reply says without what it quotes between marks behind who wrote it, if that is settled;
   * else all of it.
   */
  static String withoutQuotes(String written) {
    if (written.length() > MAX_QUOTING) {
      return written;
    }
    var rest = new StringBuilder();
    Matcher quoted = QUOTED.matcher(written);
    int end = 0;
    while (quoted.find()) {
      String before = written.substring(end, quoted.start());
      int lead = lead(before);
      rest.append(lead < 0 ? before + quoted.group() : before.substring(0, lead));
      end = quoted.end();
    }
    rest.append(written, end, written.length());
    return end > 0 && in(rest.toString()).isPresent() ? rest.toString() : written;
  }

  /** Where the words begin that say that somebody wrote what follows; -1 if none do. */
  private static int lead(String before) {
    String words = before.stripTrailing();
    if (!words.endsWith(":") && !words.endsWith("：")) {
      return -1;
    }
    int start = words.length();
    while (start > 0 && SENTENCE_ENDS.indexOf(words.charAt(start - 1)) < 0) {
      start--;
    }
    return LEAD.matcher(words.substring(start)).matches() ? start : -1;
  }

  /**
   * What says so.
   *
   * @param written a sender's own words, and the subject that began a thread
   */
  static Optional<Reason> in(String written) {
    if (written.length() > MAX_CHARS) {
      return Optional.empty();
    }
    List<String> said = NeedsReply.sentences(written).stream().map(Requests::unwaived).toList();
    boolean settled =
        said.stream().allMatch(Settled::isCourtesy)
            && said.stream().map(Settled::folded).noneMatch(REVOKED::isIn);
    String folded = folded(written);
    return settled
        ? SAID.in(folded).stream()
            .findFirst()
            .map(found -> reason(folded.substring(found.start(), found.end())))
        : Optional.empty();
  }

  private static Reason reason(String words) {
    String rule = "only thanks or says that all is well: " + words;
    return new Reason(Reason.About.PRIORITY, Reason.Kind.RULE, rule, -2);
  }

  /**
   * Whether nothing but a name remains once what is settled and what belongs to it is taken out.
   */
  static boolean isCourtesy(String sentence) {
    String words = spaced(sentence);
    String folded = folded(words);
    if (folded.length() != words.length()) {
      return false;
    }
    BitSet taken = places(folded, SAID);
    Pattern rest = taken.isEmpty() ? SIGNATURE : REST;
    if (!taken.isEmpty()) {
      taken.or(places(folded, BESIDE));
    }
    Courtesies.at(words, 0).ifPresent(courtesy -> taken.set(0, courtesy.end()));
    return rest.matcher(without(words, taken)).matches();
  }

  private static BitSet places(String folded, Expressions expressions) {
    var places = new BitSet();
    expressions.in(folded).forEach(found -> places.set(found.start(), found.end()));
    return places;
  }

  /** A sign stands for each run of characters taken out. */
  private static String without(String words, BitSet taken) {
    var rest = new StringBuilder();
    for (int at = 0; at < words.length(); at++) {
      if (!taken.get(at)) {
        rest.append(words.charAt(at));
      } else if (!taken.get(at + 1)) {
        rest.append('#');
      }
    }
    return rest.toString();
  }

  static String spaced(String text) {
    return SPACES.matcher(text).replaceAll(" ");
  }

  static String folded(String text) {
    return JunkFeatures.collapse(text, text.length());
  }
}
