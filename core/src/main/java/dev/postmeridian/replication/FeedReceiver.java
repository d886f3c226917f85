package dev.postmeridian.replication;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A region's side of what it takes from one peer: asks, checks, stores, compares. */
public final class FeedReceiver {
  private static final int AGAIN = 500;
  private final FeedSource source;
  private final FeedInbox inbox;
  private final Admission admission;
  private final Sharing sharing;
  private final InstantSource clock;

  /**
   * @param sharing what the peer may tell this region
   */
  public FeedReceiver(
      FeedSource source,
      FeedInbox inbox,
      Admission admission,
      Sharing sharing,
      InstantSource clock) {
    this.source = source;
    this.inbox = inbox;
    this.admission = admission;
    this.sharing = sharing;
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
   * @param newest the newest change that came, if this asks for the first time in a while
   */
  public FeedSource.Answer ask(
      FeedName feed,
      Optional<FeedCursor> after,
      Optional<FeedCursor> stored,
      Optional<Stamp> newest,
      Duration patience) {
    return source.pull(
        new FeedSource.Pull(
            feed.origin(),
            feed.replicationClass(),
            after,
            stored,
            feed.isPassedOn() ? newestOfOrigin(feed, after) : newest,
            feed.isPassedOn() ? 0 : inbox.diverted(feed),
            patience));
  }

  private Optional<Stamp> newestOfOrigin(FeedName feed, Optional<FeedCursor> after) {
    return after.isPresent()
        ? Optional.empty()
        : inbox
            .progress(new FeedName(feed.origin(), feed.origin(), feed.replicationClass()))
            .flatMap(FeedInbox.Progress::newest);
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
        compareAll(feed, goOn);
        yield goOn.getAsBoolean()
            && inbox.receive(feed, from, reset.head(), admission.admit(List.of()));
      }
    };
  }

  /** Compares the whole log with the peer's, and fetches what is missing; returns how much. */
  public long compare(FeedName feed, BooleanSupplier goOn) {
    inbox.forgetNameless(feed.source());
    return compareAll(feed, goOn);
  }

  private long compareAll(FeedName feed, BooleanSupplier goOn) {
    return sharing.extents(feed.source()).stream()
        .mapToLong(extent -> new Resync(feed, source, inbox, admission, extent, clock).run(goOn))
        .sum();
  }

  /** Whether something stands in quarantine that only comparing brings back. */
  public boolean lacksNames(RegionName peer) {
    return inbox.hasNameless(peer);
  }

  /** Fetches again what stands in quarantine for one of these causes. */
  public void retry(FeedName feed, List<Cause> causes, BooleanSupplier goOn) {
    Optional<RecordKey> last = Optional.empty();
    do {
      List<RecordKey> keys = inbox.diverted(feed, causes, last, AGAIN);
      Resync.fetch(feed, keys, source, inbox, admission, goOn);
      last = keys.isEmpty() ? Optional.empty() : Optional.of(keys.getLast());
    } while (last.isPresent() && goOn.getAsBoolean());
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
    source.idKeys(sharing.clear(), theyMake).forEach(inbox::keep);
  }

  /** The feeds of a peer's own changes. */
  public static List<FeedName> feedsOf(RegionName peer) {
    return Arrays.stream(ReplicationClass.values()).map(c -> new FeedName(peer, peer, c)).toList();
  }
}
