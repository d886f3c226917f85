package dev.postmeridian.link;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;

/**
 * A peer's answer, read by one thread, watched by another that ends a read which takes too long.
 */
final class AnswerBody extends FilterInputStream {
  private static final long NOT_READING = Long.MIN_VALUE;
  private final Duration patience;
  private final Set<AnswerBody> watched;
  private volatile long readingSince = NOT_READING;

  private AnswerBody(InputStream body, Duration patience, Set<AnswerBody> watched) {
    super(body);
    this.patience = patience;
    this.watched = watched;
  }

  /**
   * An answer that is watched until it is closed.
   *
   * @param patience how long the next piece may take
   * @param watched where it stands meanwhile
   */
  static AnswerBody watched(InputStream body, Duration patience, Set<AnswerBody> watched) {
    var answer = new AnswerBody(body, patience, watched);
    watched.add(answer);
    return answer;
  }

  /** Ends a read that takes too long: it throws. */
  void breakOffIfStuck() {
    long since = readingSince;
    if (since != NOT_READING && System.nanoTime() - since > patience.toNanos()) {
      try {
        close();
      } catch (IOException _) {
        // whoever reads learns of it
      }
    }
  }

  @Override
  public int read() throws IOException {
    readingSince = System.nanoTime();
    try {
      return in.read();
    } finally {
      readingSince = NOT_READING;
    }
  }

  @Override
  public int read(byte[] to, int start, int count) throws IOException {
    readingSince = System.nanoTime();
    try {
      return in.read(to, start, count);
    } finally {
      readingSince = NOT_READING;
    }
  }

  @Override
  public void close() throws IOException {
    watched.remove(this);
    in.close();
  }
}
