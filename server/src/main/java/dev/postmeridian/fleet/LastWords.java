package dev.postmeridian.fleet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The end of what a node's log says since a moment.
 *
 * @param before how many bytes earlier runs had written
 */
record LastWords(Path log, long before) {
  private static final int LINES = 12;
  private static final int MOST_BYTES = 64 << 10;

  /** What the log will say from now on. */
  static LastWords from(Path log) {
    try {
      return new LastWords(log, Files.exists(log) ? Files.size(log) : 0);
    } catch (IOException _) {
      return new LastWords(log, 0);
    }
  }

  /** The last lines, indented. */
  String text() {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long length = file.length();
      long from = length < before ? 0 : before; // a shorter one is the next file
      file.seek(Math.max(from, length - MOST_BYTES));
      var bytes = new byte[Math.toIntExact(length - file.getFilePointer())];
      file.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      if (!lines.isEmpty()) {
        int first = Math.max(0, lines.size() - LINES);
        return "  "
            + String.join(System.lineSeparator() + "  ", lines.subList(first, lines.size()));
      }
    } catch (IOException _) {
      // told below
    }
    return "  (it said nothing)";
  }
}
