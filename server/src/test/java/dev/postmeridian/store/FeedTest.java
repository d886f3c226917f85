package dev.postmeridian.store;

import static dev.postmeridian.store.FeedRegion.ALL_HAVE_GERMANY;
import static dev.postmeridian.store.FeedRegion.CENTRAL;
import static dev.postmeridian.store.FeedRegion.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.feed.LoopbackWire;
import dev.postmeridian.feed.RemoteFeed;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.replication.Extent;
import dev.postmeridian.replication.FeedCursor;
import dev.postmeridian.replication.FeedInbox;
import dev.postmeridian.replication.FeedLimits;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.replication.FeedReceiver;
import dev.postmeridian.replication.FeedSource;
import dev.postmeridian.replication.LagCounter;
import dev.postmeridian.replication.PeerLag;
import dev.postmeridian.replication.StampRange;
import dev.postmeridian.residency.Form;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Regions with databases of their own, each a real one, reading each other's logs. */
class FeedTest {
  private static final FeedName NORMAL_OF_WEST = new FeedName(WEST, WEST, ReplicationClass.NORMAL);
  private final LoopbackWire wire = new LoopbackWire();
  private FeedRegion west;
  private FeedRegion central;

  @BeforeEach
  void open() {
    west = new FeedRegion(WEST, ALL_HAVE_GERMANY, wire);
    central = new FeedRegion(CENTRAL, ALL_HAVE_GERMANY, wire);
  }

  @AfterEach
  void close() {
    west.close();
    central.close();
  }

  @Test
  void aMailAndItsDecisionReachTheOtherLawfulRegion() throws SQLException {
    MessageId id = west.accept("Subject: one\r\n\r\nhello");
    central.takeAll(WEST);
    assertThat(central.state(id)).isEqualTo("accepted");
    assertThat(central.ask("SELECT convert_from(raw, 'UTF8') FROM postmeridian.content"))
        .isEqualTo("Subject: one\r\n\r\nhello");

    west.decideAll();
    central.takeAll(WEST);
    assertThat(central.state(id)).isEqualTo("triaged");
    assertThat(central.digest()).isEqualTo(west.digest());
  }

  @Test
  void whoAcceptedAMailDecidesItAndBothIndexIt() throws SQLException {
    west.accept("Subject: one\r\n\r\nhello");
    central.takeAll(WEST);
    assertThat(central.ask("SELECT count(*) FROM postmeridian.job")).isEqualTo("0");
    assertThat(central.ask("SELECT origin FROM postmeridian.takeover")).isEqualTo("eu-west-1");

    west.decideAll();
    central.takeAll(WEST);
    assertThat(central.ask("SELECT string_agg(kind, ' ') FROM postmeridian.job"))
        .isEqualTo("index");
    assertThat(central.ask("SELECT count(*) FROM postmeridian.takeover")).isEqualTo("0");
  }

  @Test
  void anotherLawfulRegionDecidesTheMailOfALostOne() throws SQLException {
    west.accept("Subject: one\r\n\r\nhello");
    central.takeAll(WEST);
    central.inbox().takeOver(List.of());
    assertThat(central.ask("SELECT count(*) FROM postmeridian.job")).isEqualTo("0");
    central.inbox().takeOver(List.of(WEST));
    assertThat(central.ask("SELECT string_agg(kind, ' ') FROM postmeridian.job"))
        .isEqualTo("triage");
  }

  @Test
  void changesOfTwoRegionsToOneMessageMergeToTheSame() throws SQLException {
    west.accept("Subject: one\r\n\r\nhello");
    west.decideAll();
    central.accept("Subject: one\r\n\r\nhello"); // the sender tried again here
    central.decideAll();
    west.takeAll(CENTRAL);
    central.takeAll(WEST);
    assertThat(west.ask("SELECT count(*) FROM postmeridian.change")).isEqualTo("4");
    assertThat(central.digest()).isEqualTo(west.digest());
  }

  @Test
  void nothingLeavesForARegionThatMayNotHaveIt() throws SQLException {
    MessageId french = west.accept("FR", "Subject: deux\r\n\r\nbonjour");
    MessageId german = west.accept("Subject: one\r\n\r\nhello");
    central.takeAll(WEST);
    assertThat(central.state(german)).isEqualTo("accepted");
    assertThat(central.state(french)).isEqualTo("nothing");
    var both = new Extent(WEST, Form.CLEAR, countries());
    assertThat(central.remote(WEST).fetch(central.remote(WEST).keys(all(), both, 10)).items())
        .hasSize(1);
    assertThat(central.remote(WEST).idKeys(countries(), true)).containsOnlyKeys(new Country("DE"));
  }

  @Test
  void whatIsErasedStaysSoWhicheverComesFirst() throws SQLException {
    MessageId first = west.accept("Subject: one\r\n\r\nhello");
    central.takeAll(WEST);
    MessageId second = west.accept("Subject: two\r\n\r\nhello");
    String bytes = "\\x" + second;
    String kept =
        west.ask(
            "SELECT encode(raw, 'hex') FROM postmeridian.content WHERE message_id = '"
                + bytes
                + "'");
    String fields =
        west.ask("SELECT fields FROM postmeridian.change WHERE message_id = '" + bytes + "'");
    west.store().erasure().erase("ada", List.of(first, second), "asked for");
    var urgent = new FeedName(WEST, WEST, ReplicationClass.URGENT);
    central.take(urgent, central.receiver(WEST));
    // as if it had been under way when it was erased
    west.run(
        "UPDATE postmeridian.content SET raw = decode('"
            + kept
            + "', 'hex') WHERE message_id = '"
            + bytes
            + "'");
    west.run(
        "UPDATE postmeridian.change SET fields = '"
            + fields
            + "' WHERE message_id = '"
            + bytes
            + "' AND class = 1");
    central.takeAll(WEST);

    for (MessageId id : List.of(first, second)) {
      assertThat(central.state(id)).isEqualTo("erased");
    }
    assertThat(central.ask("SELECT count(*) FROM postmeridian.content WHERE raw IS NOT NULL"))
        .isEqualTo("0");
    assertThat(
            central.ask(
                "SELECT count(*) FROM postmeridian.change WHERE fields::text LIKE '%ada@%'"))
        .isEqualTo("0");
    central.accept("Subject: two\r\n\r\nhello"); // brought again
    assertThat(central.state(second)).isEqualTo("erased");
    assertThat(central.ask("SELECT count(*) FROM postmeridian.job")).isEqualTo("0");
  }

  @Test
  void aBatchThatComesTwiceChangesNothingAndALateOneIsNotStored() throws SQLException {
    west.accept("Subject: one\r\n\r\nhello");
    FeedReceiver receiver = central.receiver(WEST);
    FeedSource.Answer answer =
        receiver.ask(
            NORMAL_OF_WEST, Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO);
    assertThat(receiver.store(NORMAL_OF_WEST, Optional.empty(), answer, () -> true)).isTrue();
    String once = central.digest();
    assertThat(receiver.store(NORMAL_OF_WEST, Optional.empty(), answer, () -> true)).isFalse();

    central.run("DELETE FROM postmeridian.feed_cursor"); // forgotten, not undone
    assertThat(receiver.store(NORMAL_OF_WEST, Optional.empty(), answer, () -> true)).isTrue();
    assertThat(central.digest()).isEqualTo(once);
    assertThat(central.ask("SELECT count(*) FROM postmeridian.change")).isEqualTo("1");
  }

  @Test
  void anAnswerThatBreaksOffIsNoAnswer() throws SQLException {
    west.accept("Subject: one\r\n\r\nhello");
    wire.breakAfter(300);
    assertThatThrownBy(() -> central.takeAll(WEST))
        .isInstanceOf(RemoteFeed.UnreachableException.class);
    assertThat(central.ask("SELECT count(*) FROM postmeridian.change")).isEqualTo("0");
    wire.breakAfter(Integer.MAX_VALUE);
    central.takeAll(WEST);
    assertThat(central.ask("SELECT count(*) FROM postmeridian.change")).isEqualTo("1");
  }

  @Test
  void batchesAreBoundedInRecordsAndBytes() {
    IntStream.range(0, 10).forEach(i -> west.accept("Subject: " + i + "\r\n\r\nhello"));
    west.accept("Subject: large\r\n\r\n" + "x".repeat(100_000));
    west.accept("Subject: last\r\n\r\nhello");
    west.serve(new FeedLimits(4, 50_000, 100));
    assertThat(central.take(NORMAL_OF_WEST, central.receiver(WEST))).containsExactly(4, 4, 2, 1, 1);
  }

  @Test
  void whatIsStillUnderWayIsWaitedFor() throws Exception {
    try (var open = TestRegion.superuser(west.address());
        var sql = open.createStatement()) {
      open.setAutoCommit(false);
      MessageId hidden = TestRegion.mail("Subject: hidden\r\n\r\n").id();
      sql.execute(change(west.clock().next(), hidden, 1, "{\"parsed\": {}}"));
      west.accept("Subject: behind it\r\n\r\nhello");
      central.takeAll(WEST);
      assertThat(central.ask("SELECT count(*) FROM postmeridian.change")).isEqualTo("0");
      open.commit();
    }
    central.takeAll(WEST);
    assertThat(central.ask("SELECT count(*) FROM postmeridian.change")).isEqualTo("2");
  }

  @Test
  void lawfulRegionsAgreeOnTheOlderKeyOfMessageIds() {
    var germany = new Country("DE");
    byte[] older = west.store().messageIdKeys().keyFor(germany);
    assertThat(central.store().messageIdKeys().keyFor(germany)).isNotEqualTo(older);
    central.receiver(WEST).agreeOnIdKeys(CENTRAL, WEST);
    west.receiver(CENTRAL).agreeOnIdKeys(WEST, CENTRAL);
    assertThat(central.store().messageIdKeys().keyFor(germany)).isEqualTo(older);
    assertThat(west.store().messageIdKeys().keyFor(germany)).isEqualTo(older);
  }

  @Test
  void whoeverIsFirstByNameMakesTheKeyThatNobodyHas() {
    var germany = new Country("DE");
    central.receiver(WEST).agreeOnIdKeys(CENTRAL, WEST);
    assertThat(central.remote(WEST).idKeys(List.of(germany), false)).isEmpty();
    west.receiver(CENTRAL).agreeOnIdKeys(WEST, CENTRAL);
    assertThat(west.store().messageIdKeys().keyFor(germany))
        .isEqualTo(central.store().messageIdKeys().keyFor(germany));
  }

  @Test
  void theLogKnowsHowFarAPeerIsBehind() {
    MessageId id = west.accept("Subject: one\r\n\r\n" + "x".repeat(5000));
    Instant later = Instant.now().plusSeconds(7);
    var behind = lag(later);
    assertThat(behind.records()).isEqualTo(1);
    assertThat(behind.bytes()).isBetween(5000L, 6000L);
    assertThat(behind.behind()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
    west.accept("FR", "Subject: deux\r\n\r\n");
    assertThat(lag(later).records()).as("not its business").isEqualTo(1);

    central.takeAll(WEST);
    central.takeAll(WEST); // and says so
    assertThat(lag(later).records()).isZero();
    assertThat(lag(later).behind()).isZero();
    assertThat(id).isNotNull();
  }

  private PeerLag.ClassLag lag(Instant now) {
    return west.store()
        .feeds()
        .lags()
        .of(CENTRAL, Form.CLEAR, List.of(new Country("DE")), now)
        .classes()
        .get(ReplicationClass.NORMAL.number());
  }

  @Test
  void theTransactionThatHoldsUpTheFeedsIsFoundByWhatWaitsForIt() throws Exception {
    LagCounter lags = west.store().feeds().lags();
    Instant since = Instant.now();
    try (var other = TestRegion.superuser(west.address());
        var sql = other.createStatement()) {
      other.setAutoCommit(false);
      int process = holdUp(sql);
      west.accept("Subject: waits\r\n\r\nfor the other");
      assertThat(lags.holdsUp(since)).isEmpty();
      assertThat(lags.holdsUp(Instant.now().plusSeconds(1))).hasValue(process);
      other.rollback();
    }
    assertThat(lags.holdsUp(Instant.now().plusSeconds(1))).isEmpty();
  }

  private static int holdUp(Statement sql) throws SQLException {
    try (var row = sql.executeQuery("SELECT pg_backend_pid(), pg_current_xact_id()")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void whoWaitsHearsOfNewMailAtOnce() throws Exception {
    FeedReceiver receiver = central.receiver(WEST);
    central.takeAll(WEST);
    Optional<FeedCursor> cursor = receiver.progress(NORMAL_OF_WEST).map(FeedInbox.Progress::cursor);
    var answered =
        CompletableFuture.supplyAsync(() ->
            receiver.ask(NORMAL_OF_WEST, cursor, cursor, Optional.empty(), Duration.ofSeconds(20)));
    west.accept("Subject: news\r\n\r\nhello");
    assertThat(answered)
        .succeedsWithin(Duration.ofSeconds(5))
        .isInstanceOfSatisfying(
            FeedSource.Batch.class, batch -> assertThat(batch.items()).hasSize(1));
  }

  @Test
  void oneNodeOfARegionPulls() {
    var feeds = west.store().feeds();
    assertThat(feeds.leads("one", Duration.ofMinutes(1))).isTrue();
    assertThat(feeds.leads("two", Duration.ofMinutes(1))).isFalse();
    assertThat(feeds.leads("one", Duration.ofMinutes(1))).isTrue();
    feeds.resign("one");
    assertThat(feeds.leads("two", Duration.ofMinutes(1))).isTrue();
  }

  private static StampRange all() {
    return new StampRange(0, 1L << 48);
  }

  private static List<Country> countries() {
    return List.of(new Country("DE"), new Country("FR"));
  }

  static String change(Stamp stamp, MessageId id, int version, String fields) {
    return "INSERT INTO postmeridian.change (stamp, message_id, country, version, fields) VALUES ('%s', '\\x%s', 'DE', %d, '%s')"
        .formatted(stamp, id, version, fields);
  }
}
