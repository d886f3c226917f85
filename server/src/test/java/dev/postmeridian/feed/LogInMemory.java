package dev.postmeridian.feed;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.Extent;
import dev.postmeridian.replication.FeedContent;
import dev.postmeridian.replication.FeedCursor;
import dev.postmeridian.replication.FeedItem;
import dev.postmeridian.replication.FeedLog;
import dev.postmeridian.replication.FeedSource.IdKey;
import dev.postmeridian.replication.LogPosition;
import dev.postmeridian.replication.RangeDigest;
import dev.postmeridian.replication.RecordKey;
import dev.postmeridian.replication.StampRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A log that commits at once and forgets nothing. */
final class LogInMemory implements FeedLog {
  private final List<Entry> entries = new ArrayList<>();
  private final List<FeedItem.Clear> whole = new ArrayList<>();

  void add(FeedItem.Clear item) {
    whole.add(item);
    long place = whole.size();
    var bare =
        new FeedItem.Clear(
            item.key(),
            item.country(),
            item.replicationClass(),
            item.version(),
            item.fields(),
            item.erases(),
            Optional.empty());
    long bytes = item.content().map(c -> c.raw().length).orElse(0);
    entries.add(new Entry(new LogPosition(place, place), bare, bytes, item.content().isPresent()));
  }

  @Override
  public String incarnation() {
    return "first";
  }

  @Override
  public String beginIncarnation() {
    throw new AssertionError("it was not set back");
  }

  @Override
  public LogPosition head(ReplicationClass replicationClass) {
    return entries.isEmpty() ? LogPosition.START : entries.getLast().position();
  }

  @Override
  public boolean knows(Stamp stamp) {
    return true;
  }

  @Override
  public Scan scan(
      ReplicationClass c, RegionName origin, Set<Country> countries, LogPosition after, int most) {
    List<Entry> found =
        entries.stream().filter(e -> e.position().compareTo(after) > 0).limit(most).toList();
    return new Scan(found, found.isEmpty() ? after : found.getLast().position(), false);
  }

  @Override
  public boolean awaitNews(ReplicationClass c, LogPosition after, Duration patience) {
    return head(c).compareTo(after) > 0;
  }

  @Override
  public LogPosition before(Instant since, RegionName origin, ReplicationClass c) {
    return LogPosition.START;
  }

  @Override
  public Map<MessageId, FeedContent> contents(Collection<MessageId> messages) {
    return whole.stream()
        .filter(item -> messages.contains(item.key().message()))
        .collect(
            Collectors.toMap(i -> i.key().message(), i -> i.content().orElseThrow(), (a, _) -> a));
  }

  @Override
  public List<Entry> entries(List<RecordKey> keys) {
    return entries.stream().filter(e -> keys.contains(e.record().key())).toList();
  }

  @Override
  public void stored(RegionName peer, ReplicationClass c, FeedCursor stored, long diverted) {}

  @Override
  public Map<Country, IdKey> idKeys(List<Country> countries, boolean make) {
    return countries.stream()
        .collect(
            Collectors.toMap(Function.identity(), _ -> new IdKey(new byte[32], Instant.EPOCH)));
  }

  @Override
  public List<RangeDigest> digests(List<StampRange> ranges, Extent extent) {
    return ranges.stream().map(r -> RangeDigest.of(keys(r, extent, 1000))).toList();
  }

  @Override
  public List<RecordKey> keys(StampRange range, Extent extent, int most) {
    return entries.stream()
        .filter(e -> extent.countries().contains(e.record().country()))
        .map(e -> e.record().key())
        .limit(most)
        .toList();
  }
}
