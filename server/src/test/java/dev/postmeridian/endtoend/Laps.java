package dev.postmeridian.endtoend;

import java.time.Duration;

/** Tells how long each step of a long test took. */
final class Laps {
  private final String test;
  private long since = System.nanoTime();

  Laps(Object test) {
    this.test = test.getClass().getSimpleName();
  }

  void done(String step) {
    long now = System.nanoTime();
    System.out.printf("%s: %s took %d ms%n", test, step, Duration.ofNanos(now - since).toMillis());
    since = now;
  }
}
