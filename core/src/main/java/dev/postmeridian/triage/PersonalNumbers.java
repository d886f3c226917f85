package dev.postmeridian.triage;

import java.util.OptionalInt;

/**
 * Numbers that may be somebody's, told by their form: of accounts, cards, telephones, customers.
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
    while (end < text.length() && signs < MAX_ACCOUNT) {
      char c = text.charAt(end);
      boolean fits =
          signs < 2 ? isCapital(c) : Character.isDigit(c) || (signs >= 4 && isCapital(c));
      if (fits) {
        signs++;
      } else if (c != ' ' || signs < 4 || text.charAt(end - 1) == ' ') {
        break;
      }
      end++;
    }
    boolean inWord = end < text.length() && Phrases.isInWord(text, end);
    return signs < MIN_ACCOUNT || inWord ? OptionalInt.empty() : OptionalInt.of(end);
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** Six and more digits, with at most two other signs of numbers between them. */
  private static OptionalInt digitsEnd(CharSequence text, int start) {
    int digits = 0;
    int end = start;
    for (int i = start; i < text.length() && i - end <= 2; i++) {
      if (Character.isDigit(text.charAt(i))) {
        digits++;
        end = i + 1;
      } else if (" ()./-".indexOf(text.charAt(i)) < 0) {
        break;
      }
    }
    return digits < MIN_DIGITS ? OptionalInt.empty() : OptionalInt.of(end);
  }
}
