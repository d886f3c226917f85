package dev.postmeridian.console;

import dev.postmeridian.desk.QueueLoad;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The queues' loads, counted at most once a second however many people look. */
final class QueueBoard {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final Supplier<List<QueueLoad>> count;
  private List<QueueLoad> loads = List.of();
  private long countedAt;
  private boolean counted;

  QueueBoard(Supplier<List<QueueLoad>> count) {
    this.count = count;
  }

  synchronized List<QueueLoad> loads() {
    if (!counted || System.nanoTime() - countedAt > FRESH_NANOS) {
      loads = count.get();
      countedAt = System.nanoTime();
      counted = true;
    }
    return loads;
  }

  /** Counts anew at the next look: somebody has just moved a message and wants to see it. */
  synchronized void forget() {
    counted = false;
  }
}
