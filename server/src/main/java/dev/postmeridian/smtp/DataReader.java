package dev.postmeridian.smtp;

import dev.postmeridian.intake.DataSink;
import java.io.IOException;

/**
 * Reads a mail's data up to its end, removes the dots that transparency added (RFC 5321, section
 * 4.5.2) and passes the rest on as it came.
 *
 * <p>Only CRLF "." CRLF ends the data. Servers that also end it at LF "." LF and the like let a
 * sender smuggle a second mail through one that does not; so any bare LF or bare CR marks the mail
 * as refused, and reading goes on to the real end. The scan is one pass over the receive buffer;
 * bytes are copied once, in runs.
 */
final class DataReader {
  /** How the data ended. */
  enum End {
    COMPLETE,
    /** The connection ended before the data did. */
    CUT_OFF,
    TOO_BIG,
    NO_ROOM,
    /** The region that it was passed on to is gone. */
    LOST,
    LINE_TOO_LONG,
    BARE_LF,
    BARE_CR
  }

  private static final int LINE_START = 0;
  private static final int TEXT = 1;
  private static final int CR = 2;
  private static final int DOT = 3;
  private static final int DOT_CR = 4;
  private static final int FINISHED = 5;

  private final Connection connection;
  private final DataSink sink;
  private final int lineBytes;
  private final Pace pace;
  private long received;
  private int state = LINE_START;
  private End verdict = End.COMPLETE;
  private int runStart;
  private int at;
  private long lineSoFar;
  private int lineStart;

  /**
   * @param lineBytes the longest line with its CRLF
   * @param pace how fast the data must come; the connection expects it from now on
   */
  DataReader(Connection connection, DataSink sink, int lineBytes, Pace pace) {
    this.connection = connection;
    this.sink = sink;
    this.lineBytes = lineBytes;
    this.pace = pace;
  }

  /** Reads to the end of the data; the connection then stands at the byte behind it. */
  End read() throws IOException {
    do {
      if (connection.position() == connection.limit() && !fill()) {
        return End.CUT_OFF;
      }
      scan(connection.input(), connection.position(), connection.limit());
      connection.position(at);
    } while (state != FINISHED);
    return verdict;
  }

  private boolean fill() throws IOException {
    connection.extend(pace.nanosFor(received));
    boolean more = connection.fill();
    received += connection.limit();
    return more;
  }

  private void scan(byte[] input, int from, int to) {
    at = from;
    runStart = from;
    lineStart = from;
    while (at < to && state != FINISHED) {
      if (state == TEXT) {
        skipText(input, to);
      } else {
        step(input, input[at]);
      }
    }
    if (state != FINISHED) {
      pass(input, state == DOT_CR ? at - 1 : at);
      lineSoFar += at - lineStart;
    }
  }

  private void skipText(byte[] input, int to) {
    int i = at;
    byte octet = 0;
    while (i < to && (octet = input[i]) != '\r' && octet != '\n') {
      i++;
    }
    at = i;
    if (i < to) {
      step(input, octet);
    }
  }

  private void step(byte[] input, byte octet) {
    at++;
    switch (octet) {
      case '\r' -> cr(input);
      case '\n' -> lf();
      case '.' -> dot(input);
      default -> text();
    }
  }

  private void cr(byte[] input) {
    if (state == CR || state == DOT_CR) {
      refuse(End.BARE_CR);
    }
    if (state == DOT) {
      pass(input, at - 1);
      state = DOT_CR;
    } else {
      state = CR;
    }
  }

  private void lf() {
    switch (state) {
      case CR -> {
        endLine();
        state = LINE_START;
      }
      case DOT_CR -> state = FINISHED;
      default -> {
        refuse(End.BARE_LF);
        state = TEXT;
      }
    }
  }

  private void dot(byte[] input) {
    if (state == LINE_START) {
      pass(input, at - 1);
      runStart = at;
      state = DOT;
    } else {
      text();
    }
  }

  private void text() {
    if (state == CR || state == DOT_CR) {
      refuse(End.BARE_CR);
    }
    state = TEXT;
  }

  private void endLine() {
    if (lineSoFar + at - lineStart > lineBytes) {
      refuse(End.LINE_TOO_LONG);
    }
    lineSoFar = 0;
    lineStart = at;
  }

  private void pass(byte[] input, int to) {
    if (verdict == End.COMPLETE && to > runStart) {
      switch (sink.write(input, runStart, to)) {
        case TAKEN -> {}
        case TOO_BIG -> refuse(End.TOO_BIG);
        case NO_ROOM -> refuse(End.NO_ROOM);
        case LOST -> refuse(End.LOST);
      }
    }
    runStart = to;
  }

  private void refuse(End end) {
    if (verdict == End.COMPLETE) {
      verdict = end;
    }
  }
}
