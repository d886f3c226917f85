package dev.postmeridian.sealing;

import static java.util.stream.Collectors.groupingBy;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.sealing.WaitingMail.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each peer again and again which key it is sealed to, and brings it the mail that waits for
 * it. A thread for each peer: one that hangs keeps no other waiting.
 */
public final class SealingRounds implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SealingRounds.class);
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final long BATCH_BYTES = 4 << 20;
  private final SealingPeer peers;
  private final PeerKeys keys;
  private final WaitingMail waiting;
  private final Pace pace;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Thread> threads;

  /**
   * How often a peer is asked.
   *
   * @param waiting while it does not answer, or mail waits for it
   * @param idle otherwise
   */
  public record Pace(Duration waiting, Duration idle) {
    /** The defaults. */
    public static final Pace DEFAULT = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(15));
  }

  public SealingRounds(
      Collection<RegionName> regions,
      SealingPeer peers,
      PeerKeys keys,
      WaitingMail waiting,
      Pace pace) {
    this.peers = peers;
    this.keys = keys;
    this.waiting = waiting;
    this.pace = pace;
    this.threads =
        regions.stream()
            .map(peer -> Thread.ofVirtual().name("sealing-" + peer).start(() -> run(peer)))
            .toList();
  }

  private void run(RegionName peer) {
    try {
      Duration pause;
      do {
        pause = isDone(peer) ? pace.idle() : pace.waiting();
      } while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A round; whether nothing is left to bring to the peer. */
  private boolean isDone(RegionName peer) {
    try {
      keys.remember(peer, peers.key(peer));
      while (drain(peer)) {
        if (closing.getCount() == 0) {
          return false;
        }
      }
      return !waiting.waiting().containsKey(peer);
    } catch (IOException e) {
      log.debug("{} does not answer", peer);
    } catch (RuntimeException e) {
      log.warn("a round with {} failed and is tried again: {}", peer, e.getClass().getName());
    }
    return false;
  }

  /** Whether some was delivered, so that there may be more. */
  private boolean drain(RegionName peer) throws IOException {
    List<Waiting> leased = waiting.lease(peer, BATCH_BYTES, LEASE);
    Map<Country, List<Waiting>> byCountry = leased.stream().collect(groupingBy(Waiting::country));
    boolean delivered = false;
    for (var mails : byCountry.entrySet()) {
      delivered |= deliver(peer, mails.getKey(), mails.getValue());
    }
    return delivered;
  }

  private boolean deliver(RegionName peer, Country country, List<Waiting> mails)
      throws IOException {
    if (!peers.mayTake(peer, country)) {
      keep(
          mails.stream().map(Waiting::id).toList(),
          "the deployment file does not let it have them any more: list their country there until it has taken them",
          LONG);
      return false;
    }
    List<Verdict> verdicts;
    try {
      verdicts = peers.deliver(peer, country, mails.stream().map(Waiting::sealed).toList());
    } catch (IOException e) {
      waiting.refused(
          ids(mails, mails.stream().map(_ -> Verdict.LATER).toList(), Verdict.LATER),
          "it did not answer",
          SOON);
      throw e;
    }
    List<Long> stored = ids(mails, verdicts, Verdict.STORED);
    waiting.delivered(stored);
    keep(ids(mails, verdicts, Verdict.LATER), "it could not store mail just then", SOON);
    keep(ids(mails, verdicts, Verdict.CLOSED), "it could not open them: import its keys", LONG);
    keep(
        ids(mails, verdicts, Verdict.NOBODYS),
        "a recipient is no mailbox of it any more: list it again",
        LONG);
    if (!stored.isEmpty()) {
      log.info("{} took {} mails that were sealed for it", peer, stored.size());
    }
    return !stored.isEmpty();
  }

  private void keep(List<Long> ids, String why, Duration again) {
    if (!ids.isEmpty()) {
      waiting.refused(ids, why, again);
    }
  }

  private static List<Long> ids(List<Waiting> mails, List<Verdict> verdicts, Verdict verdict) {
    return IntStream.range(0, mails.size())
        .filter(i -> verdicts.get(i) == verdict)
        .mapToObj(i -> mails.get(i).id())
        .toList();
  }

  /** Lets what is under way end. */
  @Override
  public void close() {
    closing.countDown();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofSeconds(5));
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
