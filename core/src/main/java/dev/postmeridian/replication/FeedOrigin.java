package dev.postmeridian.replication;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Clearance;
import dev.postmeridian.residency.Form;
import dev.postmeridian.residency.Residency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A region's side of its feeds: reads its log for a peer and lets go of what the law clears, in the
 * form that it clears, and of nothing else.
 */
public final class FeedOrigin {
  /** Clocks of one region may differ by a minute, and a transaction lasts seconds. */
  private static final Duration LATE = Duration.ofMinutes(2);

  private final RegionName here;
  private final Residency residency;
  private final FeedLog log;
  private final Sealer sealer;
  private final FeedLimits limits;
  private final InstantSource clock;

  public FeedOrigin(
      RegionName here,
      Residency residency,
      FeedLog log,
      Sealer sealer,
      FeedLimits limits,
      InstantSource clock) {
    this.here = here;
    this.residency = residency;
    this.log = log;
    this.sealer = sealer;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * The log as this peer may read it.
   *
   * @param peer as its certificate names it
   */
  public FeedSource serving(RegionName peer) {
    return new Served(peer);
  }

  /**
   * What was read.
   *
   * @param stuck whether it ends before a change that can't be sealed now
   */
  private record Read(FeedSource.Batch batch, boolean stuck) {}

  private record Cleared(FeedLog.Entry entry, Clearance clearance) {}

  private final class Served implements FeedSource {
    private final RegionName peer;

    /** What the log is searched for: the clearance of each row is taken when it goes. */
    private final Set<Country> cleared;

    Served(RegionName peer) {
      this.peer = peer;
      this.cleared =
          Country.all().stream()
              .filter(country -> clearance(country).isPresent())
              .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Answer pull(Pull ask) {
      if (!ask.origin().equals(peer)) {
        return answer(ask);
      }
      throw new IllegalArgumentException(peer + " asks for its own changes as a feed");
    }

    private Answer answer(Pull ask) {
      String incarnation = log.incarnation();
      LogPosition head = log.head(ask.replicationClass());
      if (ask.after().isPresent()) {
        FeedCursor after = ask.after().get();
        if (!after.incarnation().equals(incarnation)) {
          return new Reset(new FeedCursor(incarnation, head));
        }
        if (after.position().compareTo(head) > 0 || hasForgotten(ask)) {
          // Somebody has read what is not here: the log was set back.
          return new Reset(new FeedCursor(log.beginIncarnation(), head));
        }
      }
      noteStored(ask, incarnation);
      return read(ask, new FeedCursor(incarnation, begin(ask)), head);
    }

    private boolean hasForgotten(Pull ask) {
      return ask.origin().equals(here) && ask.newest().filter(s -> !log.knows(s)).isPresent();
    }

    private void noteStored(Pull ask, String incarnation) {
      ask.stored()
          .filter(_ -> ask.origin().equals(here))
          .filter(cursor -> cursor.incarnation().equals(incarnation))
          .ifPresent(cursor -> log.stored(peer, ask.replicationClass(), cursor, ask.diverted()));
    }

    private LogPosition begin(Pull ask) {
      return ask.after()
          .map(FeedCursor::position)
          .or(() ->
              ask.newest()
                  .filter(_ -> !ask.origin().equals(here))
                  .map(s ->
                      log.before(
                          Instant.ofEpochMilli(s.millis()).minus(LATE),
                          ask.origin(),
                          ask.replicationClass())))
          .orElse(LogPosition.START);
    }

    private Batch read(Pull ask, FeedCursor from, LogPosition head) {
      Instant end = clock.instant().plus(ask.patience());
      FeedCursor at = from;
      boolean isNews = head.compareTo(from.position()) > 0;
      while (true) {
        Read read = isNews ? next(ask, at) : new Read(new Batch(List.of(), at, false), false);
        isNews = true;
        Batch batch = read.batch();
        if (!batch.items().isEmpty()) {
          return batch;
        }
        at = batch.next();
        Duration left = Duration.between(clock.instant(), end);
        if (left.isNegative() || left.isZero()) {
          return batch;
        }
        LogPosition seen = read.stuck() ? log.head(ask.replicationClass()) : at.position();
        if (!batch.more() && !log.awaitNews(ask.replicationClass(), seen, left)) {
          return batch;
        }
      }
    }

    private Read next(Pull ask, FeedCursor from) {
      FeedLog.Scan scan =
          log.scan(
              ask.replicationClass(), ask.origin(), cleared, from.position(), limits.scanned());
      var taken = new ArrayList<Cleared>();
      long bytes = 0;
      for (FeedLog.Entry entry : scan.entries()) {
        Optional<Clearance> clearance = clearance(entry.record().country());
        if (clearance.isPresent()) {
          bytes += entry.bytes();
          boolean full = taken.size() == limits.records() || bytes > limits.bytes();
          if (!taken.isEmpty() && full) {
            return batch(taken, from, last(taken), true);
          }
          taken.add(new Cleared(entry, clearance.get()));
        }
      }
      return batch(taken, from, scan.upTo(), scan.more());
    }

    private static LogPosition last(List<Cleared> taken) {
      return taken.getLast().entry().position();
    }

    /** What can't be sealed now holds up what comes after it. */
    private Read batch(List<Cleared> taken, FeedCursor from, LogPosition upTo, boolean more) {
      Map<MessageId, FeedContent> contents = contents(taken);
      var items = new ArrayList<FeedItem>();
      LogPosition before = from.position();
      for (Cleared one : taken) {
        Optional<FeedItem> item = item(one, contents);
        if (item.isEmpty()) {
          return new Read(new Batch(items, from.at(before), false), true);
        }
        items.add(item.get());
        before = one.entry().position();
      }
      return new Read(new Batch(items, from.at(upTo), more), false);
    }

    private Map<MessageId, FeedContent> contents(List<Cleared> taken) {
      return log.contents(
          taken.stream()
              .filter(one -> one.entry().accepts())
              .map(one -> one.entry().record().key().message())
              .distinct()
              .toList());
    }

    private Optional<FeedItem> item(Cleared one, Map<MessageId, FeedContent> contents) {
      FeedItem.Clear bare = one.entry().record();
      FeedContent content = contents.get(bare.key().message());
      FeedItem.Clear whole = one.entry().accepts() && content != null ? bare.with(content) : bare;
      if (!one.clearance().to().equals(peer)) {
        throw new IllegalStateException("a clearance for another region");
      }
      return switch (one.clearance().form()) {
        case CLEAR -> Optional.of(whole);
        case SEALED -> sealed(whole, one.clearance()).map(sealed -> sealed(bare, sealed));
        case METADATA -> throw new IllegalStateException("a change is no metadata");
      };
    }

    private Optional<byte[]> sealed(FeedItem.Clear record, Clearance clearance) {
      return record.erases() ? Optional.of(new byte[0]) : sealer.seal(record, clearance);
    }

    private static FeedItem sealed(FeedItem.Clear bare, byte[] sealed) {
      return new FeedItem.Sealed(
          bare.key(), bare.country(), bare.replicationClass(), bare.erases(), sealed);
    }

    private Optional<Clearance> clearance(Country country) {
      return residency
          .clearance(country, peer, Form.CLEAR)
          .or(() -> residency.clearance(country, peer, Form.SEALED));
    }

    @Override
    public Fetched fetch(List<RecordKey> keys) {
      List<RecordKey> some = keys.subList(0, Math.min(keys.size(), limits.records()));
      var taken = new ArrayList<Cleared>();
      long bytes = 0;
      for (FeedLog.Entry entry : log.entries(some)) {
        Optional<Clearance> clearance = clearance(entry.record().country());
        if (clearance.isPresent()) {
          bytes += entry.bytes();
          if (!taken.isEmpty() && bytes > limits.bytes()) {
            return fetched(some, taken, some.indexOf(entry.record().key()));
          }
          taken.add(new Cleared(entry, clearance.get()));
        }
      }
      return fetched(some, taken, some.size());
    }

    private Fetched fetched(List<RecordKey> some, List<Cleared> taken, int handled) {
      Map<MessageId, FeedContent> contents = contents(taken);
      var items = new ArrayList<FeedItem>();
      for (Cleared one : taken) {
        Optional<FeedItem> item = item(one, contents);
        if (item.isEmpty()) {
          return new Fetched(items, some.indexOf(one.entry().record().key()));
        }
        items.add(item.get());
      }
      return new Fetched(items, handled);
    }

    @Override
    public List<RangeDigest> digests(List<StampRange> ranges, Extent extent) {
      return log.digests(ranges, lawful(extent));
    }

    @Override
    public List<RecordKey> keys(StampRange range, Extent extent, int most) {
      return log.keys(range, lawful(extent), most);
    }

    private Extent lawful(Extent extent) {
      return new Extent(
          here,
          extent.form(),
          extent.countries().stream()
              .filter(
                  country -> clearance(country).filter(c -> c.form() == extent.form()).isPresent())
              .toList());
    }

    /** A region that has lost a country tells the key that it has, and makes none. */
    @Override
    public Map<Country, IdKey> idKeys(List<Country> countries, boolean make) {
      Map<Boolean, List<Country>> own =
          countries.stream()
              .filter(country -> residency.clearance(country, peer, Form.CLEAR).isPresent())
              .collect(
                  Collectors.partitioningBy(
                      country -> residency.lawfulRegions(country).contains(here)));
      var keys = new HashMap<>(log.idKeys(own.getOrDefault(false, List.of()), false));
      keys.putAll(log.idKeys(own.getOrDefault(true, List.of()), make));
      return keys;
    }
  }
}
