package dev.postmeridian.replication;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A region's side of what it takes from one peer: asks, checks, stores, compares. */
public final class FeedReceiver {
  private static final int AGAIN = 500;
  private final FeedSource source;
  private final FeedInbox inbox;
  private final Admission admission;
  private final Collection<Country> shared;
  private final InstantSource clock;

  /**
   * @param shared the countries whose mail both regions may have
   */
  public FeedReceiver(
      FeedSource source,
      FeedInbox inbox,
      Admission admission,
      Collection<Country> shared,
      InstantSource clock) {
    this.source = source;
    this.inbox = inbox;
    this.admission = admission;
    this.shared = List.copyOf(shared);
    this.clock = clock;
  }

  /** How far a feed has got. */
  public Optional<FeedInbox.Progress> progress(FeedName feed) {
    return inbox.progress(feed);
  }

  /**
   * Asks for what comes after a cursor.
   *
   * @param after where the last batch ended, stored or not
   * @param stored what is surely stored
   */
  public FeedSource.Answer ask(
      FeedName feed, Optional<FeedCursor> after, Optional<FeedCursor> stored, Duration patience) {
    Optional<Instant> newest =
        feed.isPassedOn() && after.isEmpty()
            ? inbox
                .progress(new FeedName(feed.origin(), feed.origin(), feed.replicationClass()))
                .flatMap(FeedInbox.Progress::newest)
            : Optional.empty();
    return source.pull(
        new FeedSource.Pull(
            feed.origin(),
            feed.replicationClass(),
            after,
            stored,
            newest,
            feed.isPassedOn() ? 0 : inbox.diverted(feed),
            patience));
  }

  /**
   * Stores an answer.
   *
   * @param from where the feed stood, stored
   * @return whether it was stored: else another has moved the feed
   */
  public boolean store(
      FeedName feed, Optional<FeedCursor> from, FeedSource.Answer answer, BooleanSupplier goOn) {
    return switch (answer) {
      case FeedSource.Batch batch ->
          inbox.receive(feed, from, batch.next(), admission.admit(batch.items()));
      case FeedSource.Reset reset -> {
        new Resync(feed, source, inbox, admission, shared, clock).run(goOn);
        yield goOn.getAsBoolean()
            && inbox.receive(feed, from, reset.head(), admission.admit(List.of()));
      }
    };
  }

  /** Compares the whole log with the peer's, and fetches what is missing; returns how much. */
  public long compare(FeedName feed, BooleanSupplier goOn) {
    return new Resync(feed, source, inbox, admission, shared, clock).run(goOn);
  }

  /** Fetches again what stands in quarantine for one of these causes. */
  public void retry(FeedName feed, List<Cause> causes, BooleanSupplier goOn) {
    List<RecordKey> keys = inbox.diverted(feed, causes, AGAIN);
    Resync.fetch(feed, keys, source, inbox, admission, goOn);
  }

  /** Fetches changes by their names, and stores those that are admitted. */
  public void fetch(FeedName feed, List<RecordKey> keys) {
    Resync.fetch(feed, keys, source, inbox, admission, () -> true);
  }

  /** Takes the keys of countries' message ids that the peer has, as one that loses the country. */
  public void takeIdKeys(List<Country> countries) {
    source.idKeys(countries, false).forEach(inbox::keep);
  }

  /** Agrees with the peer on the keys of message ids. */
  public void agreeOnIdKeys(RegionName here, RegionName peer) {
    boolean theyMake = peer.compareTo(here) < 0;
    source.idKeys(List.copyOf(shared), theyMake).forEach(inbox::keep);
  }

  /** The feeds of a peer's own changes. */
  public static List<FeedName> feedsOf(RegionName peer) {
    return Arrays.stream(ReplicationClass.values()).map(c -> new FeedName(peer, peer, c)).toList();
  }
}
