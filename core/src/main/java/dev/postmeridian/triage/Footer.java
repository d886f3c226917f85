package dev.postmeridian.triage;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a mail program or a company puts below what its sender wrote: the lines below two dashes,
 * and sentences that tell whom a mail reached by mistake what to do. It neither presses nor asks. A
 * declared rule, in the languages that mail is answered in. What a mail begins with is no footer,
 * and neither is all of it.
 */
final class Footer {
  /** RFC 3676 has four lines; companies have more. */
  private static final int MAX_SIGNATURE_LINES = 12;

  private static final Pattern DASHES = Pattern.compile("(?m)^[ \\t]*--(?<space>[ \\t]*)\\r?$");
  private static final Pattern PARAGRAPH_END = Pattern.compile("\\n[ \\t\\r]*\\n|\\z");

  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s|(?<=[。！？])|\\z");

  /** A notice has one of these. */
  private static final Phrases<Meaning> WORDS =
      new DeclaredPhrases(Meaning.SENDER, Meaning.MISTAKE).of("und");

  private static final Pattern JOINED =
      Pattern.compile(Language.joined(Meaning.SENDER) + "|" + Language.joined(Meaning.MISTAKE));

  private static final Expressions SENDER = new Expressions(Meaning.SENDER);
  private static final Expressions MISTAKE = new Expressions(Meaning.MISTAKE);
  private static final Expressions CONDITION = new Expressions(Meaning.CONDITION);
  private static final Expressions THIS_MAIL = new Expressions(Meaning.THIS_MAIL);
  private static final Expressions RECEIPT = new Expressions(Meaning.RECEIPT);
  private static final Expressions ME = new Expressions(Meaning.ME);

  /** What he who got it is to do, and why; a footer says two of the three. */
  private static final List<Expressions> TOLD =
      List.of(new Expressions(Meaning.TELL), new Expressions(Meaning.DELETE), MISTAKE);

  private Footer() {}

  /** A text without its signature and footer. */
  static String cut(CharSequence text) {
    CharSequence written = DASHES.matcher(text).find() ? withoutSignatures(text.toString()) : text;
    String rest = mayHaveNotices(written) ? withoutNotices(written) : written.toString();
    return rest.isBlank() ? text.toString() : rest;
  }

  /** Each mail forwarded has its own. */
  private static String withoutSignatures(String text) {
    return Quotation.mails(text).stream().map(Footer::withoutSignature).collect(joining());
  }

  private static String withoutSignature(String mail) {
    return DASHES
        .matcher(mail)
        .results()
        .reduce((_, last) -> last)
        .filter(dashes -> isSignature(mail.substring(dashes.end()), dashes.group("space")))
        .map(dashes -> mail.substring(0, dashes.start()))
        .orElse(mail);
  }

  /** Two dashes without the space that programs put behind them may be but a line drawn. */
  private static boolean isSignature(String below, String space) {
    List<String> lines = below.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    return lines.size() <= MAX_SIGNATURE_LINES
        && (!space.isEmpty() || lines.isEmpty() || isName(lines.getFirst()));
  }

  private static boolean isName(String line) {
    return !line.matches(".*[.!?。！？]") && !Requests.asks(line, "und");
  }

  /** A look for single words, for most mail has no notice. */
  private static boolean mayHaveNotices(CharSequence text) {
    String folded = folded(text);
    return IntStream.range(0, folded.length())
            .anyMatch(at -> Phrases.startsWord(folded, at) && WORDS.at(folded, at).isPresent())
        || (Language.hasJoined(folded) && JOINED.matcher(folded).find());
  }

  private static String folded(CharSequence text) {
    return JunkFeatures.collapse(text, text.length());
  }

  private static String withoutNotices(CharSequence text) {
    var rest = new StringBuilder();
    boolean begun = false;
    Matcher ends = PARAGRAPH_END.matcher(text);
    for (int start = 0; ends.find(); start = ends.end()) {
      String paragraph = text.subSequence(start, ends.start()).toString();
      rest.append(begun ? withoutNoticesIn(paragraph) : paragraph).append(ends.group());
      begun = begun || saysSomething(paragraph);
    }
    return rest.toString();
  }

  private static boolean saysSomething(String paragraph) {
    return paragraph
        .lines()
        .map(String::strip)
        .anyMatch(line -> !line.isEmpty() && !Courtesies.greets(line));
  }

  private static String withoutNoticesIn(String paragraph) {
    String folded = folded(paragraph);
    boolean named = THIS_MAIL.isIn(folded) || RECEIPT.isIn(folded);
    var rest = new StringBuilder();
    Matcher ends = SENTENCE_END.matcher(paragraph);
    for (int start = 0; ends.find(); start = ends.end()) {
      String sentence = paragraph.substring(start, ends.start());
      rest.append(isNotice(folded(sentence), named) ? "" : sentence).append(ends.group());
    }
    return rest.toString();
  }

  /**
   * The sender may be but "us": then it is on a condition. A question is none, for he who asks
   * whether he should do it waits for an answer, and neither is what somebody says of himself.
   *
   * @param named whether its paragraph names this mail or its receipt
   */
  private static boolean isNotice(String sentence, boolean named) {
    long told = TOLD.stream().filter(words -> words.isIn(sentence)).count();
    return told >= 2
        && named
        && !Requests.isQuestion(sentence)
        && !ME.isIn(sentence)
        && (SENDER.isIn(sentence) || isOfUs(sentence, told));
  }

  private static boolean isOfUs(String sentence, long told) {
    return CONDITION.isIn(sentence)
        && (THIS_MAIL.isIn(sentence) || (told == TOLD.size() && RECEIPT.isIn(sentence)));
  }
}
