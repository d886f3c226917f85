package dev.postmeridian.smtp;

import dev.postmeridian.intake.ClientNetwork;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who may be connected at a time: so many in all, and so many of one client. */
final class Admission {
  private final SmtpLimits limits;
  private final AtomicInteger all = new AtomicInteger();
  private final ConcurrentHashMap<ClientNetwork, Integer> perClient = new ConcurrentHashMap<>();

  Admission(SmtpLimits limits) {
    this.limits = limits;
  }

  /** Whether one more connection of this client is taken; release it when it has ended. */
  boolean admit(ClientNetwork client) {
    int ofClient = perClient.merge(client, 1, Integer::sum);
    if (all.incrementAndGet() <= limits.connections()
        && ofClient <= limits.connectionsPerClient()) {
      return true;
    }
    release(client);
    return false;
  }

  void release(ClientNetwork client) {
    all.decrementAndGet();
    perClient.computeIfPresent(client, (_, n) -> n == 1 ? null : n - 1);
  }
}
