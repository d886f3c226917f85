package dev.postmeridian.triage;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a mail program or a company puts below what its sender wrote: all from a line of two dashes
 * on, and sentences that tell whom a mail reached by mistake what to do. It neither presses nor
 * asks. A declared rule, in the languages that mail is answered in.
 */
final class Footer {
  private static final Pattern SIGNATURE = Pattern.compile("(?m)^[ \\t]*--[ \\t\\r]*$");

  private static final Pattern SENTENCE_END =
      Pattern.compile("(?<=[.!?])\\s|(?<=[。！？])|\\n[ \\t\\r]*\\n|\\z");

  /** A notice has one of these. */
  private static final Phrases<Meaning> WORDS =
      new DeclaredPhrases(Meaning.SENDER, Meaning.MISTAKE).of("und");

  private static final Pattern JOINED =
      Pattern.compile(Language.joined(Meaning.SENDER) + "|" + Language.joined(Meaning.MISTAKE));

  private static final Pattern SENDER = words(Meaning.SENDER);
  private static final Pattern MISTAKE = words(Meaning.MISTAKE);
  private static final Pattern CONDITION = words(Meaning.CONDITION);
  private static final Pattern THIS_MAIL = words(Meaning.THIS_MAIL);

  /** What he who got it is to do, and why; a footer says two of the three. */
  private static final List<Pattern> TOLD =
      List.of(words(Meaning.TELL), words(Meaning.DELETE), MISTAKE);

  private Footer() {}

  /** A text without its signature and footer. */
  static String cut(CharSequence text) {
    Matcher signature = SIGNATURE.matcher(text);
    CharSequence written = signature.find() ? text.subSequence(0, signature.start()) : text;
    return mayHaveNotices(written) ? withoutNotices(written) : written.toString();
  }

  /** A look for single words, for most mail has no notice. */
  private static boolean mayHaveNotices(CharSequence text) {
    String folded = JunkFeatures.collapse(text, text.length());
    return IntStream.range(0, folded.length())
            .anyMatch(at -> Phrases.startsWord(folded, at) && WORDS.at(folded, at).isPresent())
        || (Language.hasJoined(folded) && JOINED.matcher(folded).find());
  }

  private static String withoutNotices(CharSequence text) {
    var rest = new StringBuilder();
    Matcher ends = SENTENCE_END.matcher(text);
    for (int start = 0; ends.find(); start = ends.end()) {
      String sentence = text.subSequence(start, ends.start()).toString();
      rest.append(isNotice(sentence) ? "" : sentence).append(ends.group());
    }
    return rest.toString();
  }

  /**
   * The sender may be but "us": then it is on a condition, and of this mail or of all three. A
   * question is none: he who asks whether he should do it waits for an answer.
   */
  private static boolean isNotice(String sentence) {
    long told = TOLD.stream().filter(words -> words.matcher(sentence).find()).count();
    return told >= 2
        && !Requests.isQuestion(sentence)
        && (SENDER.matcher(sentence).find() || isOfUs(sentence, told));
  }

  private static boolean isOfUs(String sentence, long told) {
    return CONDITION.matcher(sentence).find()
        && (told == TOLD.size() || THIS_MAIL.matcher(sentence).find());
  }

  /** Words in any case, between which lines may break. */
  private static Pattern words(Meaning meaning) {
    return Pattern.compile(
        Language.pattern(meaning).pattern().replace(" ", "\\s+"),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
