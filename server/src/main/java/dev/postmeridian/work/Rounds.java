package dev.postmeridian.work;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does the same again and again; a round that fails is told, and others follow. */
final class Rounds {
  /** One of them. */
  interface Round {
    void run() throws InterruptedException;
  }

  private static final Logger log = LoggerFactory.getLogger(Rounds.class);
  private static final long AFTER_FAILURE_MILLIS = 1000;
  private final String name;
  private final BooleanSupplier goOn;
  private final CountDownLatch closing;
  private final Round round;
  private final Thread thread;
  private volatile @Nullable String failure;

  /**
   * @param goOn asked before each round
   * @param closing ends the pause after a failure
   */
  Rounds(String name, BooleanSupplier goOn, CountDownLatch closing, Round round) {
    this.name = name;
    this.goOn = goOn;
    this.closing = closing;
    this.round = round;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  void join(Duration patience) throws InterruptedException {
    thread.join(patience);
  }

  /** What is wrong with it, in words without content. */
  Optional<String> trouble() {
    String why = failure;
    if (why != null) {
      return Optional.of(name + " fails with " + why);
    }
    return thread.isAlive() || closing.getCount() == 0
        ? Optional.empty()
        : Optional.of(name + " has stopped: restart the node");
  }

  private void run() {
    try {
      while (goOn.getAsBoolean()) {
        oneRound();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // Even an Error must not end the work without a word; its message may quote mail.
  @SuppressWarnings("CatchingUnchecked")
  private void oneRound() throws InterruptedException {
    try {
      round.run();
      failure = null;
    } catch (RuntimeException | Error e) {
      failure = e.getClass().getName();
      log.error("{} failed and goes on: {}", name, failure);
      closing.await(AFTER_FAILURE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
