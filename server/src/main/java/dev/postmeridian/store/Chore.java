package dev.postmeridian.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something done again and again: that it fails is told, and keeps no other from its turn. */
final class Chore {
  /** One turn of it. */
  interface Turn {
    /** Whether there is more to do at once. */
    boolean take() throws SQLException;
  }

  private static final Logger log = LoggerFactory.getLogger(Chore.class);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
  private final String name;
  private final Duration every;
  private final Turn turn;
  private Duration pause;
  private long due = System.nanoTime();
  private volatile String failure = "";

  /**
   * @param name what it does, as a sentence's subject
   * @param every how long to rest when all is done
   */
  Chore(String name, Duration every, Turn turn) {
    this(name, every, every, turn);
  }

  /**
   * @param first how long to rest at first; then twice as long each time, up to {@code every}
   */
  Chore(String name, Duration first, Duration every, Turn turn) {
    this.name = name;
    this.pause = first;
    this.every = every;
    this.turn = turn;
  }

  /** Takes a turn if it is time. */
  void run() {
    if (System.nanoTime() - due < 0) {
      return;
    }
    Duration rest;
    try {
      rest = turn.take() ? Duration.ZERO : pause();
      failure = "";
    } catch (SQLException | RuntimeException e) {
      rest = AFTER_FAILURE;
      failure = Fault.name(e);
      log.warn("{} failed and is tried again: {}", name, failure);
    }
    due = System.nanoTime() + rest.toNanos();
  }

  private Duration pause() {
    Duration now = pause;
    pause = now.compareTo(every.dividedBy(2)) < 0 ? now.multipliedBy(2) : every;
    return now;
  }

  /** What is wrong with it, in words without content. */
  Optional<String> trouble() {
    return failure.isEmpty()
        ? Optional.empty()
        : Optional.of("%s fails (%s) and is tried again".formatted(name, failure));
  }
}
