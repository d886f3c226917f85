package dev.postmeridian.store;

import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.intake.AcceptedLog;
import dev.postmeridian.mail.MessageId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Makes accepted mail durable by group commit: callers that come while a commit is being flushed
 * share the next one. Nobody waits for company: a lone caller is committed at once. One thread
 * writes: what comes while it flushes makes its next commit larger, and a commit costs more than
 * its mails.
 *
 * <p>A commit that fails for what is in it is tried again call by call, so that one bad message
 * fails alone. A database that refuses or is silent refuses everybody who waits, at once; from then
 * on it is rehearsed while nobody comes, for a node that is not ready is sent no mail.
 */
public final class PostgresAcceptedLog implements AcceptedLog, AutoCloseable {
  private record Call(
      List<Acceptance> messages, long bytes, CompletableFuture<List<Stored>> reply) {}

  // The only call without a message.
  private static final Call END = new Call(List.of(), 0, new CompletableFuture<>());
  private static final double CROWD = 0.5;
  private static final Duration REHEARSAL = Duration.ofSeconds(2);
  private static final Duration CLOSING = Duration.ofSeconds(20);
  private final DataSource pool;
  private final AcceptStatement statement;
  private final LogLimits limits;
  private final Runnable onAccepted;
  private final BlockingQueue<Call> waiting;
  private final Thread writer;
  private final Refusal refusal =
      new Refusal("mail just now", "its senders were told to try again");
  private volatile boolean closed;
  private volatile boolean ended;
  private final Busyness busyness = new Busyness(System::nanoTime);

  /**
   * @param onAccepted called after each commit of new mail: wakes the worker
   */
  PostgresAcceptedLog(
      DataSource pool, AcceptStatement statement, LogLimits limits, Runnable onAccepted) {
    this.pool = pool;
    this.statement = statement;
    this.limits = limits;
    this.onAccepted = onAccepted;
    this.waiting = new ArrayBlockingQueue<>(limits.waitingCalls());
    this.writer = Thread.ofPlatform().daemon().name("log-writer").start(this::write);
  }

  @Override
  public List<Stored> accept(List<Acceptance> messages) {
    if (messages.isEmpty()) {
      return List.of();
    }
    long bytes = messages.stream().mapToLong(m -> m.data().length).sum();
    var call = new Call(List.copyOf(messages), bytes, new CompletableFuture<>());
    if (closed || ended || !waiting.offer(call)) {
      throw new UnavailableException("too much mail waits to be stored", null);
    }
    if ((closed || ended) && waiting.remove(call)) {
      throw new UnavailableException("the node is stopping", null);
    }
    return answer(call);
  }

  // Every call is answered: a statement ends by the server's limit or by its connection's, and then
  // all who wait are told. A timer for each would cost a tenth of the CPU of accepting.
  private List<Stored> answer(Call call) {
    try {
      return call.reply().get();
    } catch (ExecutionException e) {
      throw new UnavailableException("the database could not store the mail", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted while storing the mail", e);
    }
  }

  /**
   * Whether so much mail comes that the database is kept busy with it, now or a moment ago: others
   * who use it should let senders pass, who wait for their answer.
   */
  public boolean isCrowded() {
    return busyness.share() > CROWD;
  }

  /** Why it can't store mail, and what to do, in words without content; empty if it can. */
  public Optional<String> obstacle() {
    return ended && !closed
        ? Optional.of("the thread that stores mail has stopped: restart the node")
        : refusal.trouble();
  }

  /** Stores what already waits, and takes no more. */
  @Override
  public void close() {
    closed = true;
    try {
      waiting.put(END);
      writer.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    waiting.forEach(PostgresAcceptedLog::end); // if the writer still waits for the database
  }

  private void write() {
    var batch = new ArrayList<Call>();
    try {
      boolean more = true;
      while (more) {
        batch.clear();
        more = gather(batch);
        busyness.turn(true);
        commit(batch, batch);
        busyness.turn(false);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Whatever ended it, nobody is left waiting: neither these, nor who slips in behind.
      ended = true;
      waiting.drainTo(batch);
      batch.forEach(PostgresAcceptedLog::end);
    }
  }

  private static void end(Call call) {
    call.reply().completeExceptionally(new IllegalStateException("closed"));
  }

  private boolean gather(List<Call> batch) throws InterruptedException {
    int messages = 0;
    long bytes = 0;
    for (Call call = next(); call != null; call = waiting.poll()) {
      if (call.messages().isEmpty()) {
        return false;
      }
      batch.add(call);
      messages += call.messages().size();
      bytes += call.bytes();
      if (messages >= limits.batchMessages() || bytes >= limits.batchBytes()) {
        break;
      }
    }
    return true;
  }

  private Call next() throws InterruptedException {
    while (refusal.stands()) {
      Call call = waiting.poll(REHEARSAL.toMillis(), TimeUnit.MILLISECONDS);
      if (call != null) {
        return call;
      }
      rehearse();
    }
    return waiting.take();
  }

  private void rehearse() {
    try (Connection connection = pool.getConnection()) {
      statement.rehearse(connection);
      refusal.end();
    } catch (SQLException | RuntimeException e) {
      refuseAll(List.of(), e);
    }
  }

  /**
   * @param underWay all that were taken together with the batch
   */
  private void commit(List<Call> batch, List<Call> underWay) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      reply(batch, stored(batch));
      refusal.end();
    } catch (SQLException | RuntimeException e) {
      if (Fault.of(e) != Fault.OF_DATA) {
        refuseAll(underWay, e);
      } else if (batch.size() == 1) {
        fail(batch, e);
      } else {
        batch.stream()
            .filter(call -> !call.reply().isDone())
            .forEach(call -> commit(List.of(call), underWay));
      }
    }
  }

  // Each alone would be refused alike, and take as long.
  private void refuseAll(List<Call> underWay, Exception e) {
    var all = new ArrayList<>(underWay);
    waiting.removeIf(call -> !call.messages().isEmpty() && all.add(call));
    fail(all, e);
  }

  private void fail(List<Call> batch, Exception e) {
    refusal.note(e);
    batch.forEach(call -> call.reply().completeExceptionally(e));
  }

  private Set<MessageId> stored(List<Call> batch) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return statement.run(
          connection, batch.stream().flatMap(call -> call.messages().stream()).toList());
    }
  }

  private void reply(List<Call> batch, Set<MessageId> fresh) {
    if (!fresh.isEmpty()) {
      onAccepted.run();
    }
    var unclaimed = new HashSet<>(fresh);
    for (Call call : batch) {
      call.reply()
          .complete(
              call.messages().stream()
                  .map(m -> new Stored(m.id(), !unclaimed.remove(m.id())))
                  .toList());
    }
  }
}
