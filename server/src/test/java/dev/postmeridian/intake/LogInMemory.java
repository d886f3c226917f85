package dev.postmeridian.intake;

import dev.postmeridian.mail.MessageId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** An accepted log that keeps all its promises but durability. */
public final class LogInMemory implements AcceptedLog {
  private final Map<MessageId, Acceptance> messages = new LinkedHashMap<>();
  private final Semaphore commits = new Semaphore(Integer.MAX_VALUE);
  private boolean available = true;

  @Override
  public List<Stored> accept(List<Acceptance> batch) {
    commits.acquireUninterruptibly();
    synchronized (this) {
      if (!available) {
        throw new UnavailableException("switched off by the test", new RuntimeException());
      }
      var stored = new ArrayList<Stored>();
      for (var message : batch) {
        boolean duplicate = messages.putIfAbsent(message.id(), message) != null;
        stored.add(new Stored(message.id(), duplicate));
      }
      return stored;
    }
  }

  /** What has been stored, oldest first. */
  public synchronized List<Acceptance> messages() {
    return List.copyOf(messages.values());
  }

  /** Whether it takes mail. */
  public synchronized void available(boolean now) {
    available = now;
  }

  /** From now on commits wait, until {@link #commit} lets them go. */
  public void holdCommits() {
    commits.drainPermits();
  }

  /** Lets this many commits go. */
  public void commit(int count) {
    commits.release(count);
  }
}
