package dev.postmeridian.triage;

import dev.postmeridian.mail.ParsedMail;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a monitor's subject says of a failure: {@code [FIRING:1] disk full}, {@code PROBLEM Host
 * Alert: db1 is DOWN}, {@code [RESOLVED] disk full}. Declared words in brackets, or in capitals
 * before a colon or what they are of; weak ones in capitals, in brackets or before what they are
 * of. Those of a subject that a reply keeps are old.
 */
final class Monitor {
  private static final Pattern ALARM = pattern(Meaning.ALARM, Meaning.ALARM_OF);
  private static final Pattern CLEARED = pattern(Meaning.CLEARED, Meaning.CLEARED_OF);

  private Monitor() {}

  private static Pattern pattern(Meaning meaning, Meaning weak) {
    String words = Language.spaced(meaning);
    String weakWords = Language.spaced(weak).toUpperCase(Locale.ROOT);
    return Pattern.compile(
        "\\[(?:(?i:"
            + words
            + ")|"
            + weakWords
            + ")[\\]:\\s]|^[^\\p{L}]{0,8}(?:(?:"
            + words.toUpperCase(Locale.ROOT)
            + ")(?=:)|(?:"
            + (words.toUpperCase(Locale.ROOT) + "|" + weakWords)
            + ")(?= (?i:services?|hosts?) ))");
  }

  /** That something fails now. */
  static Optional<Reason> alarm(ParsedMail mail) {
    return found(ALARM, mail)
        .map(words ->
            new Reason(
                Reason.About.PRIORITY, Reason.Kind.RULE, "a monitor raises an alarm: " + words, 2));
  }

  /** The words by which it says that a failure is over. */
  static Optional<String> cleared(ParsedMail mail) {
    return found(CLEARED, mail);
  }

  private static Optional<String> found(Pattern pattern, ParsedMail mail) {
    Matcher words = pattern.matcher(mail.subject());
    return words.find() && !Quotation.isReply(mail)
        ? Optional.of(words.group().strip())
        : Optional.empty();
  }
}
