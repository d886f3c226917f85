package dev.postmeridian.feed;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.replication.FeedCursor;
import dev.postmeridian.replication.FeedInbox;
import dev.postmeridian.replication.FeedItem;
import dev.postmeridian.replication.FeedListener;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.replication.FeedReceiver;
import dev.postmeridian.replication.FeedSource.Answer;
import dev.postmeridian.replication.FeedSource.Batch;
import dev.postmeridian.replication.RecordKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One feed at work: asks, stores, asks again. While there is more to be had it asks ahead, so that
 * the next batch travels while this one is stored.
 */
final class Puller {
  private static final Logger log = LoggerFactory.getLogger(Puller.class);
  private final FeedName feed;
  private final FeedReceiver receiver;
  private final Turns turns;
  private final FeedPace pace;
  private final FeedListener listener;
  private final BooleanSupplier goOn;
  private final Executor threads;

  /** What is surely stored. */
  private volatile Optional<FeedCursor> stored = Optional.empty();

  /** Where the feed stands: past what is stored only by what is not for this region. */
  private Optional<FeedCursor> at = Optional.empty();

  /** The newest change that came, until the peer was asked whether it knows it. */
  private Optional<Stamp> newest = Optional.empty();

  private boolean known;
  private long movedAt = System.nanoTime();
  private @Nullable CompletableFuture<Answer> ahead;
  private volatile boolean drained;

  /** Who waits for an answer now. */
  private @Nullable Thread asking;

  Puller(
      FeedName feed,
      FeedReceiver receiver,
      Turns turns,
      FeedPace pace,
      FeedListener listener,
      BooleanSupplier goOn,
      Executor threads) {
    this.feed = feed;
    this.receiver = receiver;
    this.turns = turns;
    this.pace = pace;
    this.listener = listener;
    this.goOn = goOn;
    this.threads = threads;
  }

  FeedName feed() {
    return feed;
  }

  /** How far it has got; empty before it began. */
  Optional<FeedCursor> position() {
    return stored;
  }

  /** Whether it has got to the end of the peer's log since it began. */
  boolean isDrained() {
    return drained;
  }

  /** Waits for no answer any more; what is being stored is stored. Told to stop first. */
  synchronized void stopAsking() {
    if (asking != null) {
      asking.interrupt();
    }
  }

  /** Pulls until it is told to stop; a failure is told, and followed by a rest. */
  void run() {
    while (goOn.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
      try {
        step();
      } catch (RemoteFeed.UnreachableException e) {
        forget();
        log.debug("the feed of {} rests: it does not answer", feed.source());
        rest();
      } catch (RuntimeException e) {
        forget();
        failed(e);
        rest();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    forget();
  }

  private void failed(RuntimeException e) {
    if (goOn.getAsBoolean()) {
      log.warn("the feed of {} failed and is tried again: {}", feed.source(), name(e));
    }
  }

  private static String name(RuntimeException e) {
    Throwable cause = e.getCause();
    return cause == null ? e.getClass().getName() : cause.getClass().getName();
  }

  private void rest() {
    try {
      if (goOn.getAsBoolean()) {
        Thread.sleep(pace.afterFailure());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever was thought of the feed: the database knows. */
  private void forget() {
    known = false;
    ahead = null;
  }

  private void step() throws InterruptedException {
    if (!known) {
      Optional<FeedInbox.Progress> progress = receiver.progress(feed);
      stored = progress.map(FeedInbox.Progress::cursor);
      newest = progress.flatMap(FeedInbox.Progress::newest);
      at = stored;
      known = true;
    }
    turns.await(feed.replicationClass());
    Answer answer = answer();
    ahead = null;
    newest = Optional.empty();
    if (answer instanceof Batch batch) {
      take(batch);
    } else if (receiver.store(feed, stored, answer, goOn)) {
      known = false;
    } else {
      forget();
    }
  }

  private Answer answer() {
    asks(Thread.currentThread());
    try {
      return ahead == null ? receiver.ask(feed, at, at, newest, patience()) : ahead.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      asks(null);
    }
  }

  /**
   * Whoever has not seen the log's end yet does not wait for news to hear that there is no more.
   */
  private Duration patience() {
    return drained ? pace.patience() : Duration.ZERO;
  }

  private synchronized void asks(@Nullable Thread waiting) {
    asking = waiting;
    if (!goOn.getAsBoolean()) {
      if (waiting == null) {
        Thread.interrupted(); // it was for the question alone
      } else {
        waiting.interrupt();
      }
    }
  }

  private void take(Batch batch) {
    long bytes = batch.items().stream().mapToLong(Puller::bytes).sum();
    turns.took(feed.replicationClass(), bytes, batch.more());
    boolean isDue = System.nanoTime() - movedAt > pace.moved().toNanos();
    if (batch.items().isEmpty() && !isDue) {
      at = Optional.of(batch.next());
      drained |= !batch.more();
      return;
    }
    if (batch.more() && goOn.getAsBoolean()) {
      askAhead(batch.next());
    }
    if (!stored.equals(Optional.of(batch.next()))) {
      store(batch, bytes);
    }
    drained |= !batch.more();
  }

  private void askAhead(FeedCursor next) {
    Optional<FeedCursor> sure = at;
    ahead =
        CompletableFuture.supplyAsync(
            () -> receiver.ask(feed, Optional.of(next), sure, Optional.empty(), pace.patience()),
            threads);
  }

  private void store(Batch batch, long bytes) {
    if (!receiver.store(feed, stored, batch, goOn)) {
      forget();
      return;
    }
    stored = Optional.of(batch.next());
    at = stored;
    movedAt = System.nanoTime();
    if (!batch.items().isEmpty()) {
      listener.stored(
          feed, new FeedListener.Stored(batch.items().size(), bytes, 0, slowest(batch.items())));
    }
  }

  private static Duration slowest(List<FeedItem> items) {
    return items.stream()
        .flatMap(Puller::key)
        .map(key -> Instant.ofEpochMilli(key.stamp().millis()))
        .min(Comparator.naturalOrder())
        .map(oldest -> Duration.between(oldest, Instant.now()))
        .filter(age -> !age.isNegative())
        .orElse(Duration.ZERO);
  }

  private static Stream<RecordKey> key(FeedItem item) {
    return switch (item) {
      case FeedItem.Clear c -> Stream.of(c.key());
      case FeedItem.Sealed s -> Stream.of(s.key());
      case FeedItem.Unreadable _ -> Stream.of();
    };
  }

  private static long bytes(FeedItem item) {
    return switch (item) {
      case FeedItem.Clear c ->
          c.fields().length() + c.content().map(content -> content.raw().length).orElse(0);
      case FeedItem.Sealed s -> s.sealed().length;
      case FeedItem.Unreadable _ -> 0;
    };
  }
}
