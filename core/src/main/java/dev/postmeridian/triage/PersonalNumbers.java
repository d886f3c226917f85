package dev.postmeridian.triage;

import java.util.OptionalInt;

/**
 * Numbers that may be somebody's, told by their form: of accounts, cards, telephones, customers,
 * papers. Any space, any dash and full-width signs count as those of ASCII.
 */
final class PersonalNumbers {
  private static final int MIN_DIGITS = 6;
  private static final int MIN_ACCOUNT = 15;
  private static final int MAX_ACCOUNT = 34;

  private PersonalNumbers() {}

  /** Where the number ends that begins at {@code start}, if one does. */
  static OptionalInt end(CharSequence text, int start) {
    OptionalInt account = accountEnd(text, start);
    return account.isPresent() ? account : digitsEnd(text, start);
  }

  /** An IBAN (ISO 13616): country, check digits, up to 30 letters and digits in groups. */
  private static OptionalInt accountEnd(CharSequence text, int start) {
    int signs = 0;
    int end = start;
    for (int i = start; i < text.length() && i - end <= 1 && signs < MAX_ACCOUNT; i++) {
      char c = ascii(text.charAt(i));
      boolean fits =
          signs < 2 ? isCapital(c) : Character.isDigit(c) || (signs >= 4 && isCapital(c));
      if (fits) {
        signs++;
        end = i + 1;
      } else if (!isSpace(c) || signs < 4) {
        break;
      }
    }
    boolean inWord = end < text.length() && isPart(text.charAt(end));
    return signs < MIN_ACCOUNT || inWord ? OptionalInt.empty() : OptionalInt.of(end);
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /**
   * Six and more digits, with at most three other signs of numbers between them, or with letters in
   * the same part of a word: as in {@code K1234567} and {@code QQ123456C}, but not {@code 5pm
   * 2026}.
   */
  private static OptionalInt digitsEnd(CharSequence text, int start) {
    int part = start;
    int digits = 0;
    boolean letters = false;
    for (; part < text.length() && isPart(text.charAt(part)); part++) {
      boolean digit = Character.isDigit(text.charAt(part));
      digits += digit ? 1 : 0;
      letters |= !digit;
    }
    if (digits == 0) {
      return OptionalInt.empty();
    }
    int end = part;
    for (int i = part; i < text.length() && i - end <= 3; i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c)) {
        digits++;
        end = i + 1;
      } else if (!joins(c) || (letters && isSpace(c))) {
        break;
      }
    }
    return digits < MIN_DIGITS ? OptionalInt.empty() : OptionalInt.of(end);
  }

  /** Whether a number may begin here: with a word, or with digits and letters behind a sign. */
  static boolean mayBegin(CharSequence text, int at) {
    return isPart(text.charAt(at)) && (at == 0 || !isPart(text.charAt(at - 1)));
  }

  /** A letter or a digit, of no script without spaces. */
  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) && ascii(c) < '\u2e80';
  }

  private static boolean joins(char c) {
    return isSpace(c)
        || Character.getType(c) == Character.DASH_PUNCTUATION
        || "()./-−ー".indexOf(ascii(c)) >= 0;
  }

  static boolean isSpace(char c) {
    return c == ' ' || Character.getType(c) == Character.SPACE_SEPARATOR;
  }

  /** A full-width form as the sign of ASCII that it stands for. */
  static char ascii(char c) {
    return c >= '\uff01' && c <= '\uff5e' ? (char) (c - 0xfee0) : c;
  }
}
