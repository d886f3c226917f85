package dev.postmeridian.triage;

/** Tells text from bytes that were read as text though they are none. */
final class Legibility {
  private static final int LOOKED_AT = 6000;

  /** Texts of people have none of these signs, or a few where an encoding was mistaken. */
  private static final double MOST_ODD = 0.03;

  private Legibility() {}

  /** Whether people wrote it: next to no controls, unassigned or undecodable signs. */
  static boolean isText(String text) {
    int end = Math.min(text.length(), LOOKED_AT);
    int odd = 0;
    for (int i = 0; i < end; i++) {
      odd += isOdd(text.charAt(i)) ? 1 : 0;
    }
    return odd <= end * MOST_ODD;
  }

  private static boolean isOdd(char c) {
    if (c >= ' ' && c < 127) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL -> !Character.isWhitespace(c);
      case Character.UNASSIGNED, Character.PRIVATE_USE -> true;
      default -> c == '\ufffd';
    };
  }
}
