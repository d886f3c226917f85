package dev.postmeridian.config;

import java.util.Comparator;
import java.util.Locale;

/**
 * One thing wrong in a deployment file: where, what, and what to write instead.
 *
 * @param line from 1; 0 if it is the file as a whole
 * @param column from 1; 0 if it is the file as a whole
 */
public record Finding(Severity severity, int line, int column, String what, String remedy)
    implements Comparable<Finding> {
  /** Whether the file can be used in spite of the problem. */
  public enum Severity {
    ERROR,
    WARNING;

    /** The word for people and for JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The problem as one line, in the form editors and terminals turn into a link. */
  public String in(String file) {
    String where = line == 0 ? "" : ":" + line + ":" + column;
    return file + where + ": " + severity.word() + ": " + what + ". " + remedy;
  }

  @Override
  public int compareTo(Finding other) {
    return Comparator.comparingInt(Finding::line)
        .thenComparingInt(Finding::column)
        .thenComparing(Finding::what)
        .compare(this, other);
  }
}
