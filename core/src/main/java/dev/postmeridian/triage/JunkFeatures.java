package dev.postmeridian.triage;

import dev.postmeridian.mail.MailContent;

/**
 * What the junk model looks at: words and whitespace-collapsed character 4-grams of the decoded
 * text, and findings about structure, links and senders.
 *
 * <p>Raw headers are left out on purpose: their n-grams learn a site and its year, not junk. So are
 * mailing-list headers, which told ham of 2002 by its footers.
 */
final class JunkFeatures {
  /** Characters of subject and text that are looked at. */
  static final int MAX_CHARS = 6000;

  private static final int GRAM = 4;
  private static final int MAX_WORD = 24;

  private JunkFeatures() {}

  static FeatureBag of(MailContent content) {
    return of(content, folded(content));
  }

  /** The features of a message whose {@link #folded} text is at hand. */
  static FeatureBag of(MailContent content, String folded) {
    var bag = new FeatureBag(folded);
    words(folded, bag);
    StructureFindings.add(content, bag);
    return bag;
  }

  /** Subject and text as junk is judged by, at most {@link #MAX_CHARS}. */
  static String folded(MailContent content) {
    return collapse(content.mail().subject() + " \n " + content.mail().text(), MAX_CHARS);
  }

  /**
   * The same of what the sender wrote himself: neither what an answer quotes, nor its subject.
   *
   * @param own his own text
   * @param folded what {@link #folded} made of all
   */
  static String own(MailContent content, String own, String folded) {
    String subject = content.mail().subject();
    boolean answers = !content.mail().inReplyTo().isEmpty();
    return answers || !own.equals(content.mail().text())
        ? collapse((answers ? "" : subject) + " \n " + own, MAX_CHARS)
        : folded;
  }

  /** Lower case, each run of whitespace one space, curled apostrophes straight. */
  static String collapse(CharSequence text, int maxChars) {
    char[] out = new char[Math.min(text.length(), maxChars)];
    int size = 0;
    boolean space = true;
    for (int i = 0; i < text.length() && size < out.length; i++) {
      char c = text.charAt(i);
      if (!isSpace(c)) {
        out[size++] = c == '’' ? '\'' : Character.toLowerCase(c);
        space = false;
      } else if (!space) {
        out[size++] = ' ';
        space = true;
      }
    }
    return new String(out, 0, size);
  }

  private static boolean isSpace(char c) {
    boolean plain = c > ' ' && c <= '~';
    return !plain && (Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  private static void words(String text, FeatureBag bag) {
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf(' ', at);
      end = end < 0 ? text.length() : end;
      bag.word(at, end);
      grams(text, at, Math.min(end + 1, text.length()), bag);
      inner(text, at, end, bag);
      at = end + 1;
    }
  }

  /** The 4-grams that start within the range; they may reach into the next word. */
  private static void grams(String text, int from, int to, FeatureBag bag) {
    for (int i = from; i < to && i + GRAM <= text.length(); i++) {
      char a = text.charAt(i);
      char b = text.charAt(i + 1);
      char c = text.charAt(i + 2);
      char d = text.charAt(i + 3);
      if ((a | b | c | d) < 0x250) {
        bag.add(((a * 31 + b) * 0x01000193 + c) * 0x01000193 + d);
      }
    }
  }

  /** The words of letters and digits within a range between spaces. */
  private static void inner(String text, int from, int to, FeatureBag bag) {
    int hash = 0x811c9dc5;
    int length = 0;
    for (int i = from; i <= to; i++) {
      char c = i < to ? text.charAt(i) : ' ';
      if (c < 0x250 && Character.isLetterOrDigit(c)) {
        hash = (hash ^ c) * 0x01000193;
        length++;
      } else {
        if (length >= 3 && length <= MAX_WORD) {
          bag.add(hash ^ 0x5bd1e995);
        }
        hash = 0x811c9dc5;
        length = 0;
      }
    }
  }
}
