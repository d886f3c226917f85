package dev.postmeridian.simulation;

import dev.postmeridian.change.Field;
import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.region.Role;
import dev.postmeridian.replication.Admission;
import dev.postmeridian.replication.FeedCursor;
import dev.postmeridian.replication.FeedInbox;
import dev.postmeridian.replication.FeedItem;
import dev.postmeridian.replication.FeedLimits;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.replication.FeedOrigin;
import dev.postmeridian.replication.FeedReceiver;
import dev.postmeridian.replication.FeedSource;
import dev.postmeridian.replication.RecordKey;
import dev.postmeridian.replication.Sealer;
import dev.postmeridian.replication.Sharing;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.UnlistedCountries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A run of feeds from one seed: three regions, of which not all may have everything, write and
 * erase while commits overtake each other, answers are lost, repeated or late, and databases are
 * restored from older backups. The product's own rules of both sides, on logs in memory.
 *
 * <p>Checked after each event: nobody holds what they may not have. Checked at the end, once all
 * has been asked for and compared: whoever may have a country's mail holds the same of it.
 */
public final class FeedSimulation {
  private static final Country DE = new Country("DE");
  private static final Country FR = new Country("FR");
  private static final Country US = new Country("US");
  private static final List<Country> COUNTRIES = List.of(DE, FR, US);
  private static final List<Region> REGIONS =
      List.of(region("region-a", DE, FR), region("region-b", DE, FR, US), region("region-c", DE));
  private static final FeedLimits SMALL = new FeedLimits(3, 1_000, 5);
  private static final int MESSAGES = 6;

  /** An answer that may come again, or late. */
  private record Late(
      FeedReplica to, FeedName feed, Optional<FeedCursor> from, FeedSource.Answer answer) {}

  private final Random random;
  private final boolean restores;
  private final Residency residency = new Residency(REGIONS, UnlistedCountries.REFUSE);
  private final List<FeedReplica> replicas = new ArrayList<>();
  private final List<HybridClock> clocks = new ArrayList<>();
  private final List<Late> late = new ArrayList<>();
  private long millis = 1_000_000_000L;
  private final InstantSource clock = () -> Instant.ofEpochMilli(millis);

  /**
   * @param restores whether databases are restored: then logs are compared at the end; else the
   *     cursors alone must have missed nothing
   */
  public FeedSimulation(long seed, boolean restores) {
    random = new Random(seed);
    this.restores = restores;
    for (Region region : REGIONS) {
      replicas.add(new FeedReplica(region.name()));
      clocks.add(new HybridClock(clock, region.name(), random.nextLong()));
    }
  }

  private static Region region(String name, Country... countries) {
    return new Region(
        new RegionName(name), Role.PRIMARY, 100, ModelTier.GDPR_COMPLIANT, Set.of(countries));
  }

  /**
   * Runs this many events, then lets everybody ask for everything.
   *
   * @return a digest of the final state, equal for equal seeds
   * @throws IllegalStateException if an invariant does not hold; the message says which
   */
  public int run(int events) {
    for (int i = 0; i < events; i++) {
      millis += random.nextInt(1_000);
      event();
      replicas.forEach(this::holdsOnlyWhatItMay);
    }
    settle();
    COUNTRIES.forEach(this::isTheSameEverywhere);
    return COUNTRIES.stream().map(c -> replicas.get(1).messages(c)).toList().hashCode();
  }

  private void event() {
    int who = random.nextInt(replicas.size());
    FeedReplica replica = replicas.get(who);
    switch (random.nextInt(40)) {
      case 0 -> {
        if (restores) {
          replica.restore(
              replica.size() - random.nextInt(1 + replica.size() / 4), random.nextBoolean());
        }
      }
      case 1, 2, 3, 4, 5 -> again();
      case 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 -> write(replica, clocks.get(who));
      case 16, 17, 18, 19, 20, 21 -> {
        if (replica.underWay() > 0) {
          replica.commit(random.nextInt(replica.underWay()));
        }
      }
      default -> ask(replica, any(replicas), any(replicas));
    }
  }

  private void write(FeedReplica replica, HybridClock stamps) {
    int which = random.nextInt(MESSAGES);
    Country country = COUNTRIES.get(which % COUNTRIES.size());
    if (!residency.lawfulRegions(country).contains(replica.region())) {
      return;
    }
    var message = new MessageId("0".repeat(24) + HexFormat.of().toHexDigits(which));
    boolean erases = random.nextInt(10) == 0;
    String field = erases ? Field.ERASED.key() : "field_" + random.nextInt(3);
    ReplicationClass c = any(List.of(ReplicationClass.values()));
    replica.begin(
        new FeedItem.Clear(
            new RecordKey(stamps.next(), message), country, c, 1, field, erases, Optional.empty()));
  }

  /** The source passes on what is the origin's, if it is another. */
  private void ask(FeedReplica to, FeedReplica source, FeedReplica origin) {
    if (to == source || to == origin) {
      return;
    }
    var feed =
        new FeedName(source.region(), origin.region(), any(List.of(ReplicationClass.values())));
    Optional<FeedCursor> from = to.progress(feed).map(FeedInbox.Progress::cursor);
    FeedReceiver receiver = receiver(to, source);
    Optional<Stamp> newest = to.progress(feed).flatMap(FeedInbox.Progress::newest);
    FeedSource.Answer answer = receiver.ask(feed, from, from, newest, Duration.ZERO);
    late.add(new Late(to, feed, from, answer));
    if (random.nextInt(4) != 0) {
      receiver.store(feed, from, answer, () -> true);
    }
  }

  /** An answer of some time ago comes, perhaps not for the first time. */
  private void again() {
    if (!late.isEmpty()) {
      Late one = late.get(random.nextInt(late.size()));
      FeedReplica source =
          replicas.stream()
              .filter(r -> r.region().equals(one.feed().source()))
              .findFirst()
              .orElseThrow();
      receiver(one.to(), source).store(one.feed(), one.from(), one.answer(), () -> true);
    }
  }

  private FeedReceiver receiver(FeedReplica to, FeedReplica source) {
    var origin = new FeedOrigin(source.region(), residency, source, Sealer.NONE, SMALL, clock);
    return new FeedReceiver(
        origin.serving(to.region()),
        to,
        new Admission(to.region(), residency, clock),
        Sharing.of(residency, source.region(), to.region()),
        clock);
  }

  private void settle() {
    for (FeedReplica replica : replicas) {
      while (replica.underWay() > 0) {
        replica.commit(0);
      }
    }
    for (int round = 0; round < 2; round++) {
      for (FeedReplica to : replicas) {
        replicas.stream().filter(source -> source != to).forEach(source -> drain(to, source));
      }
    }
  }

  /** As a region does at its first contact with another, and each day. */
  private void drain(FeedReplica to, FeedReplica source) {
    FeedReceiver receiver = receiver(to, source);
    for (FeedName feed : FeedReceiver.feedsOf(source.region())) {
      boolean more = true;
      while (more) {
        Optional<FeedCursor> from = to.progress(feed).map(FeedInbox.Progress::cursor);
        Optional<Stamp> newest = to.progress(feed).flatMap(FeedInbox.Progress::newest);
        FeedSource.Answer answer = receiver.ask(feed, from, from, newest, Duration.ZERO);
        receiver.store(feed, from, answer, () -> true);
        more = !(answer instanceof FeedSource.Batch batch) || batch.more();
      }
    }
    if (restores) {
      receiver.compare(
          new FeedName(source.region(), source.region(), ReplicationClass.NORMAL), () -> true);
    }
  }

  private void holdsOnlyWhatItMay(FeedReplica replica) {
    for (Country country : COUNTRIES) {
      if (!residency.lawfulRegions(country).contains(replica.region()) && replica.holds(country)) {
        throw new IllegalStateException(replica.region() + " holds mail of " + country);
      }
    }
  }

  private void isTheSameEverywhere(Country country) {
    long different =
        replicas.stream()
            .filter(r -> residency.lawfulRegions(country).contains(r.region()))
            .map(r -> r.messages(country))
            .distinct()
            .count();
    if (different > 1) {
      throw new IllegalStateException(
          "the lawful regions of " + country + " hold different states");
    }
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
