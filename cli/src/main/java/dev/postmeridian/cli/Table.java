package dev.postmeridian.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Rows of words in aligned columns, as wide as their widest cell on a terminal. */
public final class Table {
  /** What a terminal shows on one line. */
  static final int TERMINAL_COLUMNS = 100;

  private static final int LEAST = 16;

  private final List<List<String>> rows = new ArrayList<>();
  private int widest = Integer.MAX_VALUE;

  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row. */
  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Cuts the last column, so that lines fit into so many columns of a terminal. */
  Table within(int columns) {
    widest = columns;
    return this;
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int column = 0; column < row.size() - 1; column++) {
        line.append(padded(row.get(column), width(column))).append("  ");
      }
      line.append(cut(row.getLast(), room()));
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  /** What the other columns leave to the last. */
  private int room() {
    int others = rows.getFirst().size() - 1;
    int taken = IntStream.range(0, others).map(column -> width(column) + 2).sum();
    return Math.max(LEAST, widest - taken);
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> columns(row.get(column))).max().orElse(0);
  }

  /** How long ago a time was, such as {@code 5m}; tables have no room for more. */
  static String age(JsonNode instant) {
    return instant.isString() ? age(Instant.parse(instant.asString(""))) : "-";
  }

  /** As {@link #age(JsonNode)}. */
  static String age(Instant instant) {
    var age = Duration.between(instant, Instant.now());
    if (age.toMinutes() < 1) {
      return Math.max(0, age.toSeconds()) + "s";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + "m";
    }
    return age.toDays() < 2 ? age.toHours() + "h" : age.toDays() + "d";
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(Math.max(0, width - columns(cell)));
  }

  /** The first part of a text that fits, with an ellipsis where something is left out. */
  static String cut(String text, int width) {
    if (columns(text) <= width) {
      return text;
    }
    var kept = new StringBuilder();
    int used = 1;
    for (int c : text.codePoints().toArray()) {
      used += columns(c);
      if (used > width) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept.append('\u2026').toString();
  }

  static int columns(String text) {
    return text.codePoints().map(Table::columns).sum();
  }

  /** East Asian characters and emoji take two columns (Unicode TR 11), marks none. */
  private static int columns(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115F)
            || (c >= 0x2E80 && c <= 0xA4CF)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0xFE30 && c <= 0xFE6F)
            || (c >= 0xFF00 && c <= 0xFF60)
            || (c >= 0x1F300 && c <= 0x1FAFF)
            || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
  }
}
