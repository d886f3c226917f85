package dev.postmeridian.store;

import java.util.BitSet;

/** How much of a text a tsvector surely holds, even if no two of its words are the same. */
final class DocumentRoom {
  /** What its lexemes and their positions may be together. */
  private static final int BYTES = (1 << 20) - 1;

  /** What a lexeme takes besides its bytes: how often it comes, one place, alignment. */
  private static final int LEXEME_BYTES = 5;

  private final BitSet seen = new BitSet();
  private int left = BYTES;

  private DocumentRoom() {}

  /** The text, or as much of it as fits. */
  static String fitting(String text) {
    var room = new DocumentRoom();
    int end = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      room.left -= room.taken(c);
      if (room.left < 0) {
        break;
      }
      end += Character.charCount(c);
    }
    return text.substring(0, end);
  }

  /**
   * A character of a script without spaces begins a pair, and stands alone the first time; any
   * other is part of a word, and perhaps of what that is joined to.
   */
  private int taken(int c) {
    int bytes = c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isBmpCodePoint(c) ? 3 : 4;
    if (!SearchText.isUnspaced(c)) {
      return 2 * bytes + (Character.isLetterOrDigit(c) ? 0 : LEXEME_BYTES);
    }
    int alone = seen.get(c) ? 0 : bytes + LEXEME_BYTES;
    seen.set(c);
    return 2 * bytes + LEXEME_BYTES + alone;
  }
}
