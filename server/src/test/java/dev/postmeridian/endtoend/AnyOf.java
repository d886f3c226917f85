package dev.postmeridian.endtoend;

import java.util.Arrays;
import java.util.List;

/**
 * Looks for many words in one pass, by the pair of bytes at each window's end (Wu and Manber 1994):
 * a fleet's files are hundreds of megabytes.
 */
final class AnyOf {
  private final List<byte[]> words;
  private final int window;
  private final byte[] skips;

  /**
   * @param words of 2 bytes or more each
   */
  AnyOf(List<byte[]> words) {
    this.words = words;
    this.window = Math.min(100, words.stream().mapToInt(word -> word.length).min().orElseThrow());
    this.skips = new byte[1 << 16];
    Arrays.fill(skips, (byte) (window - 1));
    for (byte[] word : words) {
      for (int end = 1; end < window; end++) {
        int pair = pair(word, end);
        skips[pair] = (byte) Math.min(skips[pair], window - 1 - end);
      }
    }
  }

  private static int pair(byte[] bytes, int end) {
    return ((bytes[end - 1] & 0xff) << 8) | (bytes[end] & 0xff);
  }

  /** Where the first of them begins, from there on; -1 if none does. */
  int indexIn(byte[] bytes, int from) {
    for (int end = from + window - 1; end < bytes.length; ) {
      int skip = skips[pair(bytes, end)];
      int start = end - window + 1;
      if (skip == 0 && words.stream().anyMatch(word -> isAt(bytes, start, word))) {
        return start;
      }
      end += Math.max(1, skip);
    }
    return -1;
  }

  private static boolean isAt(byte[] bytes, int start, byte[] word) {
    int end = start + word.length;
    return end <= bytes.length && Arrays.equals(bytes, start, end, word, 0, word.length);
  }
}
