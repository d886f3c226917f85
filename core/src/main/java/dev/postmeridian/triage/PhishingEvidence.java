package dev.postmeridian.triage;

import dev.postmeridian.mail.MailContent;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Declared rules about links, senders and words that make phishing of spam. Each has a score;
 * nothing here is learned.
 */
final class PhishingEvidence {
  /** Spam with at least this much evidence is phishing. */
  static final double PHISHING = 2.5;

  private static final Set<Character.UnicodeScript> ALIKE =
      EnumSet.of(
          Character.UnicodeScript.LATIN,
          Character.UnicodeScript.GREEK,
          Character.UnicodeScript.CYRILLIC);

  private static final int MANY_CUTS = 4;
  private static final char SOFT_HYPHEN = '\u00AD';
  private static final int FIRST_MATHEMATICAL = 0x1D400;
  private static final int LAST_MATHEMATICAL = 0x1D7FF;

  private PhishingEvidence() {}

  /** The same for a message to nobody known, whose phrases are not at hand. */
  static List<Reason> in(MailContent content) {
    return in(content, JunkPhrases.in(JunkFeatures.folded(content)), Receiver.UNKNOWN);
  }

  /** What speaks for phishing, each rule at most once. */
  static List<Reason> in(MailContent content, List<JunkPhrases.Found> phrases, Receiver receiver) {
    var evidence = new Evidence();
    LinkEvidence.add(content, receiver, evidence);
    SenderEvidence.add(content, receiver, evidence);
    phrases.stream()
        .filter(found -> found.kind() == JunkPhrases.Kind.CREDENTIALS)
        .findFirst()
        .ifPresent(
            found -> evidence.rule("threatens an account or asks for secrets", found.words(), 1.5));
    letters(content, evidence);
    return evidence.reasons();
  }

  static double score(List<Reason> reasons) {
    return reasons.stream().mapToDouble(Reason::weight).sum();
  }

  private static void letters(MailContent content, Evidence evidence) {
    inHeader(content.mail().from(), evidence);
    inHeader(content.mail().subject(), evidence);
    anywhere(content.mail().text(), evidence);
  }

  private static void inHeader(String text, Evidence evidence) {
    if (hasMathematicalLetters(text)) {
      evidence.rule("signs of mathematics in place of letters", "sender or subject", 2);
    }
    anywhere(text, evidence);
  }

  private static void anywhere(String text, Evidence evidence) {
    if (isAscii(text)) {
      return; // as most texts are: nothing is in disguise
    }
    if (mixesScripts(text)) {
      evidence.rule("letters of two alphabets", "in one word", 2);
    }
    if (hidesInWords(text)) {
      evidence.rule("invisible signs", "within words", 2);
    }
  }

  private static boolean isAscii(String text) {
    int end = Math.min(text.length(), JunkFeatures.MAX_CHARS);
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is written in Unicode's mathematical letters, which filters do not read. */
  private static boolean hasMathematicalLetters(String text) {
    return text.codePoints().anyMatch(c -> c >= FIRST_MATHEMATICAL && c <= LAST_MATHEMATICAL);
  }

  /**
   * Whether words are cut by signs that nobody sees, again and again. Between words they only fill
   * the room below a subject; a soft hyphen says where a word may break.
   */
  private static boolean hidesInWords(String text) {
    int end = Math.min(text.length(), JunkFeatures.MAX_CHARS) - 1;
    int cuts = 0;
    for (int i = 1; i < end && cuts < MANY_CUTS; i++) {
      char c = text.charAt(i);
      boolean cut = c >= 128 && isUnseen(c);
      cuts += cut && isLatin(text.charAt(i - 1)) && isLatin(text.charAt(i + 1)) ? 1 : 0;
    }
    return cuts == MANY_CUTS;
  }

  private static boolean isUnseen(char c) {
    return (Character.getType(c) == Character.FORMAT && c != SOFT_HYPHEN)
        || Character.UnicodeScript.of(c) == Character.UnicodeScript.SYRIAC;
  }

  private static boolean isLatin(char c) {
    return script(c) == Character.UnicodeScript.LATIN;
  }

  /** Whether a word mixes Latin letters with those of Greek or Cyrillic that look like them. */
  static boolean mixesScripts(String text) {
    int end = Math.min(text.length(), JunkFeatures.MAX_CHARS);
    Character.UnicodeScript before = Character.UnicodeScript.COMMON;
    for (int i = 0; i < end; i++) {
      Character.UnicodeScript script = script(text.charAt(i));
      if (ALIKE.contains(before) && ALIKE.contains(script) && before != script) {
        return true;
      }
      before = script;
    }
    return false;
  }

  private static Character.UnicodeScript script(char c) {
    if (c < 128) {
      return Character.isLetter(c) ? Character.UnicodeScript.LATIN : Character.UnicodeScript.COMMON;
    }
    return Character.isLetter(c) ? Character.UnicodeScript.of(c) : Character.UnicodeScript.COMMON;
  }
}
