package dev.postmeridian.store;

import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.feed.FeedEndpoint;
import dev.postmeridian.feed.LoopbackWire;
import dev.postmeridian.feed.RemoteFeed;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Room;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.region.Role;
import dev.postmeridian.replication.Admission;
import dev.postmeridian.replication.Cause;
import dev.postmeridian.replication.FeedCursor;
import dev.postmeridian.replication.FeedInbox;
import dev.postmeridian.replication.FeedLimits;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.replication.FeedOrigin;
import dev.postmeridian.replication.FeedReceiver;
import dev.postmeridian.replication.FeedSource;
import dev.postmeridian.replication.Sealer;
import dev.postmeridian.replication.Sharing;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.sealing.FeedSealer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A region with a database of its own, whose feeds are read by hand over a wire. */
final class FeedRegion implements AutoCloseable {
  static final RegionName WEST = new RegionName("eu-west-1");
  static final RegionName CENTRAL = new RegionName("eu-central-1");
  static final RegionName NORTH = new RegionName("eu-north-1");
  static final Residency ALL_HAVE_GERMANY =
      new Residency(
          List.of(region(WEST, "DE", "FR"), region(CENTRAL, "DE"), region(NORTH, "DE")),
          UnlistedCountries.REFUSE);
  private static long nodes = 1000;
  private final RegionName name;
  private final DatabaseAddress address;
  private final HybridClock clock;
  private final Store store;
  private final LoopbackWire wire;
  private final Residency residency;

  FeedRegion(RegionName name, Residency residency, LoopbackWire wire) {
    this(name, residency, wire, UsedDatabases.take());
  }

  FeedRegion(RegionName name, Residency residency, LoopbackWire wire, DatabaseAddress address) {
    this.name = name;
    this.address = address;
    this.wire = wire;
    this.residency = residency;
    this.clock = new HybridClock(InstantSource.system(), name, nodes++);
    this.store = TestRegion.open(address, new Jurisdiction(name, residency), clock, () -> {});
    UsedDatabases.opened(address);
    serve(FeedLimits.DEFAULT);
  }

  static Region region(RegionName name, String... countries) {
    var listed = Arrays.stream(countries).map(Country::new).collect(Collectors.toSet());
    return new Region(name, Role.ACTIVE_SECONDARY, 100, ModelTier.GDPR_COMPLIANT, listed);
  }

  void serve(FeedLimits limits) {
    var origin =
        new FeedOrigin(
            name, residency, store.feeds().log(), sealer(), limits, InstantSource.system());
    wire.serve(name, new FeedEndpoint(origin));
  }

  private Sealer sealer() {
    var keys = store.sealing().regionKeys();
    return new FeedSealer(
        name, new dev.postmeridian.sealing.Sealer(_ -> Optional.of(keys.current().key())));
  }

  Store store() {
    return store;
  }

  DatabaseAddress address() {
    return address;
  }

  HybridClock clock() {
    return clock;
  }

  FeedInbox inbox() {
    return store.feeds().inbox();
  }

  RemoteFeed remote(RegionName peer) {
    return new RemoteFeed(peer, wire.from(name));
  }

  FeedReceiver receiver(RegionName peer) {
    return receiver(peer, residency);
  }

  FeedReceiver receiver(RegionName peer, Residency law) {
    return new FeedReceiver(
        remote(peer),
        inbox(),
        new Admission(name, law, InstantSource.system()),
        Sharing.of(residency, peer, name),
        InstantSource.system());
  }

  /** Takes all there is of a peer's own changes, class by class. */
  void takeAll(RegionName peer) {
    takeAll(peer, peer, receiver(peer));
  }

  void takeAll(RegionName source, RegionName origin, FeedReceiver receiver) {
    for (ReplicationClass c : ReplicationClass.values()) {
      take(new FeedName(source, origin, c), receiver);
    }
  }

  /** The sizes of the batches. */
  List<Integer> take(FeedName feed, FeedReceiver receiver) {
    var sizes = new ArrayList<Integer>();
    boolean more = true;
    while (more) {
      Optional<FeedCursor> cursor = receiver.progress(feed).map(FeedInbox.Progress::cursor);
      Optional<Stamp> newest = receiver.progress(feed).flatMap(FeedInbox.Progress::newest);
      FeedSource.Answer answer = receiver.ask(feed, cursor, cursor, newest, Duration.ZERO);
      if (!receiver.store(feed, cursor, answer, () -> true)) {
        throw new AssertionError("somebody else moved " + feed);
      }
      more = answer instanceof FeedSource.Reset || ((FeedSource.Batch) answer).more();
      sizes.add(answer instanceof FeedSource.Batch batch ? batch.items().size() : -1);
    }
    return sizes;
  }

  MessageId accept(String text) {
    return accept("DE", text);
  }

  MessageId accept(String country, String text) {
    Acceptance mail = TestRegion.mail(text);
    var here =
        new Acceptance(
            mail.id(),
            mail.mailbox(),
            new Country(country),
            mail.sender(),
            mail.receivedAt(),
            mail.via(),
            mail.trace(),
            mail.data());
    return store.acceptedLog().accept(List.of(here)).getFirst().id();
  }

  /** Decides all that waits, as a worker would. */
  void decideAll() {
    var jobs = store.triageJobs();
    var claims = jobs.claim("test", Room.of(1000), Duration.ofMinutes(1));
    var mail =
        new ParsedMail(
            "Hello",
            "Bob",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            "hello",
            List.of(),
            List.of());
    jobs.commit(
        "test",
        claims.stream()
            .map(c -> new Result(c, new Result.Decided(mail, TestRegion.decision())))
            .toList());
  }

  /** One cell of what the superuser sees, as text; "null" if there is none. */
  String ask(String sql) throws SQLException {
    try (Connection c = TestRegion.superuser(address);
        var statement = c.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "nothing";
    }
  }

  void run(String sql) throws SQLException {
    try (Connection c = TestRegion.superuser(address);
        var statement = c.createStatement()) {
      statement.execute(sql);
    }
  }

  String state(MessageId id) throws SQLException {
    return ask("SELECT state FROM postmeridian.message WHERE id = '\\x" + id + "'");
  }

  String quarantined() throws SQLException {
    return ask("SELECT string_agg(cause, ' ' ORDER BY cause) FROM postmeridian.feed_quarantine");
  }

  void retry(RegionName peer, FeedReceiver receiver, Cause cause) {
    FeedReceiver.feedsOf(peer).forEach(feed -> receiver.retry(feed, List.of(cause), () -> true));
  }

  /** The state of all messages, and what is kept of their content. */
  String digest() throws SQLException {
    return ask(
        """
        SELECT md5(string_agg(m.id::text || m.fields::text || m.stamps::text || coalesce(md5(c.raw), 'gone'), ' '
          ORDER BY m.id))
        FROM postmeridian.message m LEFT JOIN postmeridian.content c ON c.message_id = m.id
        """);
  }

  /** Stops; its database stays as it is for a region that starts on it with another file. */
  void stop() {
    wire.cutOff(name);
    store.close();
  }

  @Override
  public void close() {
    stop();
    UsedDatabases.giveBack(address);
  }
}
