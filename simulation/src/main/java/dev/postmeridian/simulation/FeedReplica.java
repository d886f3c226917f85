package dev.postmeridian.simulation;

import dev.postmeridian.change.Change;
import dev.postmeridian.change.MergedState;
import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.Admission;
import dev.postmeridian.replication.Cause;
import dev.postmeridian.replication.Extent;
import dev.postmeridian.replication.FeedContent;
import dev.postmeridian.replication.FeedCursor;
import dev.postmeridian.replication.FeedInbox;
import dev.postmeridian.replication.FeedItem;
import dev.postmeridian.replication.FeedLog;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.replication.FeedSource.IdKey;
import dev.postmeridian.replication.LogPosition;
import dev.postmeridian.replication.RangeDigest;
import dev.postmeridian.replication.RecordKey;
import dev.postmeridian.replication.StampRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One region's database as its feeds see it: rows become visible in another order than they were
 * written in, a backup may be restored, and what is committed is all there is.
 */
final class FeedReplica implements FeedLog, FeedInbox {
  private record Row(LogPosition position, FeedItem.Clear record) {}

  private final RegionName region;
  private final List<Row> rows = new ArrayList<>();
  private final List<Row> underWay = new ArrayList<>();
  private final Set<RecordKey> names = new HashSet<>();
  private final Map<FeedName, Progress> cursors = new HashMap<>();
  private long transactions = 1;
  private int incarnation;

  FeedReplica(RegionName region) {
    this.region = region;
  }

  RegionName region() {
    return region;
  }

  /** Begins to write a change; nobody sees it yet. */
  void begin(FeedItem.Clear record) {
    underWay.add(new Row(new LogPosition(transactions, transactions), record));
    transactions++;
  }

  /** Commits one of the changes that are under way. */
  void commit(int which) {
    add(underWay.remove(which % underWay.size()));
  }

  int underWay() {
    return underWay.size();
  }

  private void add(Row row) {
    if (names.add(row.record().key())) {
      rows.add(row);
      rows.sort((a, b) -> a.position().compareTo(b.position()));
    }
  }

  /**
   * Loses the newest of what it had, and numbers transactions again from there.
   *
   * @param told whether the database itself tells that it was restored: that of a machine that was
   *     set back does not
   */
  void restore(int kept, boolean told) {
    underWay.clear();
    cursors.clear();
    while (rows.size() > kept) {
      names.remove(rows.removeLast().record().key());
    }
    transactions = rows.isEmpty() ? 1 : rows.getLast().position().tx() + 1;
    if (told) {
      incarnation++;
    }
  }

  int size() {
    return rows.size();
  }

  /** What its messages of a country look like. */
  SortedMap<MessageId, MergedState> messages(Country country) {
    var messages = new TreeMap<MessageId, MergedState>();
    for (Row row : rows) {
      FeedItem.Clear record = row.record();
      if (record.country().equals(country)) {
        var change =
            new Change(
                record.key().stamp(),
                record.key().message(),
                country,
                record.replicationClass(),
                new TreeMap<>(Map.of(record.fields(), "1")));
        messages.merge(
            change.message(), MergedState.EMPTY.with(change), (known, _) -> known.with(change));
      }
    }
    return messages;
  }

  /** Whether it holds anything of a country. */
  boolean holds(Country country) {
    return rows.stream().anyMatch(row -> row.record().country().equals(country));
  }

  private List<Row> visible() {
    long horizon =
        underWay.stream().mapToLong(row -> row.position().tx()).min().orElse(Long.MAX_VALUE);
    return rows.stream().filter(row -> row.position().tx() < horizon).toList();
  }

  private static Entry entry(Row row) {
    return new Entry(row.position(), row.record(), 100, false);
  }

  @Override
  public String incarnation() {
    return region + "/" + incarnation;
  }

  @Override
  public String beginIncarnation() {
    incarnation++;
    return incarnation();
  }

  @Override
  public LogPosition head(ReplicationClass c) {
    return visible().stream()
        .filter(row -> row.record().replicationClass() == c)
        .map(Row::position)
        .max(LogPosition::compareTo)
        .orElse(LogPosition.START);
  }

  @Override
  public boolean knows(Stamp stamp) {
    return names.stream().anyMatch(key -> key.stamp().equals(stamp));
  }

  @Override
  public Scan scan(
      ReplicationClass c, RegionName origin, Set<Country> countries, LogPosition after, int most) {
    List<Row> looked =
        visible().stream()
            .filter(row -> row.record().replicationClass() == c)
            .filter(row -> row.position().compareTo(after) > 0)
            .limit(most)
            .toList();
    return new Scan(
        looked.stream()
            .filter(row -> row.record().key().stamp().region().equals(origin))
            .filter(row -> countries.contains(row.record().country()))
            .map(FeedReplica::entry)
            .toList(),
        looked.isEmpty() ? after : looked.getLast().position(),
        looked.size() == most);
  }

  @Override
  public boolean awaitNews(ReplicationClass c, LogPosition after, Duration patience) {
    return false;
  }

  @Override
  public LogPosition before(Instant since, RegionName origin, ReplicationClass c) {
    return LogPosition.START;
  }

  @Override
  public Map<MessageId, FeedContent> contents(Collection<MessageId> messages) {
    return Map.of();
  }

  @Override
  public List<Entry> entries(List<RecordKey> keys) {
    return keys.stream()
        .flatMap(key -> rows.stream().filter(row -> row.record().key().equals(key)))
        .map(FeedReplica::entry)
        .toList();
  }

  @Override
  public void stored(RegionName peer, ReplicationClass c, FeedCursor stored, long diverted) {}

  @Override
  public Map<Country, IdKey> idKeys(List<Country> countries, boolean make) {
    return Map.of();
  }

  @Override
  public Optional<Progress> progress(FeedName feed) {
    return Optional.ofNullable(cursors.get(feed));
  }

  @Override
  public boolean receive(
      FeedName feed, Optional<FeedCursor> from, FeedCursor next, Admission.Admitted batch) {
    if (!progress(feed).map(Progress::cursor).equals(from)) {
      return false;
    }
    settle(feed, List.of(), batch);
    Optional<Stamp> newest =
        progress(feed)
            .filter(last -> last.cursor().incarnation().equals(next.incarnation()))
            .flatMap(Progress::newest);
    cursors.put(
        feed,
        new Progress(
            next,
            Stream.concat(
                    newest.stream(), batch.clear().stream().map(record -> record.key().stamp()))
                .max(Comparator.naturalOrder())));
    return true;
  }

  @Override
  public void settle(FeedName feed, List<RecordKey> asked, Admission.Admitted fetched) {
    for (FeedItem.Clear record : fetched.clear()) {
      add(new Row(new LogPosition(transactions, transactions), record));
      transactions++;
    }
  }

  @Override
  public List<RecordKey> diverted(
      FeedName feed, List<Cause> causes, Optional<RecordKey> after, int most) {
    return List.of();
  }

  @Override
  public boolean hasNameless(RegionName source) {
    return false;
  }

  @Override
  public void forgetNameless(RegionName source) {}

  @Override
  public long diverted(FeedName feed) {
    return 0;
  }

  @Override
  public void keep(Country country, IdKey key) {}

  @Override
  public void takeOver(List<RegionName> lost) {}

  @Override
  public List<RangeDigest> digests(List<StampRange> ranges, Extent extent) {
    return ranges.stream()
        .map(range -> RangeDigest.of(keys(range, extent, Integer.MAX_VALUE)))
        .toList();
  }

  @Override
  public List<RecordKey> keys(StampRange range, Extent extent, int most) {
    return names.stream()
        .filter(key -> key.stamp().millis() >= range.fromMillis())
        .filter(key -> key.stamp().millis() < range.toMillis())
        .filter(key -> countryOf(key).filter(extent.countries()::contains).isPresent())
        .sorted()
        .limit(most)
        .toList();
  }

  private Optional<Country> countryOf(RecordKey key) {
    return rows.stream()
        .map(Row::record)
        .filter(record -> record.key().equals(key))
        .map(FeedItem.Clear::country)
        .findFirst();
  }
}
