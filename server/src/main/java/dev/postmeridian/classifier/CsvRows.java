package dev.postmeridian.classifier;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of comma-separated values (RFC 4180), quotes and line breaks within them undone. */
final class CsvRows {
  private static final int END = -1;

  private final Reader in;
  private int next;

  CsvRows(Reader in) throws IOException {
    this.in = in;
    this.next = in.read();
    if (next == '\ufeff') {
      next = in.read();
    }
  }

  Optional<List<String>> next() throws IOException {
    if (next == END) {
      return Optional.empty();
    }
    var row = new ArrayList<String>();
    row.add(value());
    while (next == ',') {
      next = in.read();
      row.add(value());
    }
    if (next == '\r') {
      next = in.read();
    }
    if (next == '\n') {
      next = in.read();
    }
    return Optional.of(row);
  }

  private String value() throws IOException {
    var value = new StringBuilder();
    boolean quoted = next == '"';
    if (quoted) {
      next = in.read();
    }
    while (next != END && (quoted || (next != ',' && next != '\n' && next != '\r'))) {
      if (quoted && next == '"') {
        next = in.read();
        if (next != '"') {
          quoted = false;
          continue;
        }
      }
      value.append((char) next);
      next = in.read();
    }
    return value.toString();
  }
}
