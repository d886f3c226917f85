package dev.postmeridian.store;

import static dev.postmeridian.store.FeedRegion.ALL_HAVE_GERMANY;
import static dev.postmeridian.store.FeedRegion.CENTRAL;
import static dev.postmeridian.store.FeedRegion.NORTH;
import static dev.postmeridian.store.FeedRegion.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.feed.LoopbackWire;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.replication.Cause;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.UnlistedCountries;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is not taken stops nothing, and comes back once its cause has cleared. */
class FeedQuarantineTest {
  private static final FeedName NORMAL_OF_WEST = new FeedName(WEST, WEST, ReplicationClass.NORMAL);
  private static final Residency ONLY_FRANCE =
      new Residency(
          List.of(FeedRegion.region(WEST, "DE"), FeedRegion.region(CENTRAL, "FR")),
          UnlistedCountries.REFUSE);
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
  void whatShouldNotHaveComeStandsInQuarantineByItsNameAlone() throws SQLException {
    MessageId id = west.accept("Subject: canary\r\n\r\nhello");
    central.takeAll(WEST, WEST, central.receiver(WEST, ONLY_FRANCE));

    assertThat(central.quarantined()).isEqualTo("unlawful");
    assertThat(central.state(id)).isEqualTo("nothing");
    assertThat(central.ask("SELECT count(*) FROM postmeridian.content")).isEqualTo("0");
    assertThat(central.ask("SELECT q::text FROM postmeridian.feed_quarantine q"))
        .contains(id.hex())
        .doesNotContain("canary", "ada");

    central.retry(WEST, central.receiver(WEST), Cause.UNLAWFUL);
    assertThat(central.state(id)).isEqualTo("accepted");
    assertThat(central.quarantined()).isEqualTo("null");
  }

  @Test
  void howeverMuchStandsThereAllOfItComesBack() throws SQLException {
    List<Acceptance> mails =
        IntStream.range(0, 1_100)
            .mapToObj(i -> TestRegion.mail("Subject: " + i + "\r\n\r\nhello"))
            .toList();
    west.store().acceptedLog().accept(mails);
    central.takeAll(WEST, WEST, central.receiver(WEST, ONLY_FRANCE));
    assertThat(central.inbox().diverted(NORMAL_OF_WEST)).isEqualTo(1_100);
    central.retry(WEST, central.receiver(WEST, ONLY_FRANCE), Cause.UNLAWFUL);
    assertThat(central.inbox().diverted(NORMAL_OF_WEST)).isEqualTo(1_100);

    central.retry(WEST, central.receiver(WEST), Cause.UNLAWFUL);
    assertThat(central.inbox().diverted(NORMAL_OF_WEST)).isZero();
    assertThat(central.digest()).isEqualTo(west.digest());
  }

  @Test
  void whatHadNoNameComesBackByComparing() throws SQLException {
    MessageId id = west.accept("Subject: one\r\n\r\nhello");
    wire.garble("\"kind\":\"clear\"", "\"kind\":\"later\"");
    central.takeAll(WEST);
    assertThat(central.quarantined()).isEqualTo("unreadable");
    assertThat(central.receiver(WEST).lacksNames(WEST)).isTrue();
    central.receiver(WEST).compare(NORMAL_OF_WEST, () -> true);
    assertThat(central.quarantined()).as("still no name").isEqualTo("unreadable");

    wire.garble("", "");
    central.receiver(WEST).compare(NORMAL_OF_WEST, () -> true);
    assertThat(central.quarantined()).isEqualTo("null");
    assertThat(central.state(id)).isEqualTo("accepted");
    assertThat(central.receiver(WEST).lacksNames(WEST)).isFalse();
  }

  @Test
  void aChangeFromTheFutureWaitsUntilItsTimeAndStopsNothing() throws SQLException {
    MessageId id = west.accept("Subject: one\r\n\r\nhello");
    Stamp early = new Stamp(System.currentTimeMillis() + 3_600_000, 0, WEST, 7);
    west.run(change(early, id, 1, "{\"person_done\": {\"value\": true, \"by\": \"ada\"}}"));
    MessageId next = west.accept("Subject: two\r\n\r\nhello");
    central.takeAll(WEST);
    assertThat(central.quarantined()).isEqualTo("clock");
    assertThat(central.state(next)).isEqualTo("accepted");
    assertThat(central.inbox().diverted(NORMAL_OF_WEST)).isEqualTo(1);
    central.retry(WEST, central.receiver(WEST), Cause.CLOCK);
    assertThat(central.quarantined()).isEqualTo("clock");

    // its time has come
    String now = " SET stamp = '" + west.clock().next() + "' WHERE stamp = '" + early + "'";
    west.run("UPDATE postmeridian.change" + now);
    central.run("UPDATE postmeridian.feed_quarantine" + now);
    central.retry(WEST, central.receiver(WEST), Cause.CLOCK);
    assertThat(central.ask("SELECT count(*) FROM postmeridian.message WHERE done")).isEqualTo("1");
    assertThat(central.quarantined()).isEqualTo("null");
    assertThat(central.inbox().diverted(NORMAL_OF_WEST)).isZero();
  }

  @Test
  void aRecordThatTheDatabaseRefusesFailsAlone() throws SQLException {
    MessageId before = west.accept("Subject: one\r\n\r\nhello");
    central.run("ALTER TABLE postmeridian.change ADD CHECK (fields->'unwanted' IS NULL)");
    west.run(change(west.clock().next(), before, 1, "{\"unwanted\": {}}"));
    MessageId after = west.accept("Subject: two\r\n\r\nhello");
    central.takeAll(WEST);
    assertThat(central.quarantined()).isEqualTo("refused");
    assertThat(central.state(before)).isEqualTo("accepted");
    assertThat(central.state(after)).isEqualTo("accepted");
  }

  @Test
  void aLaterVersionIsKeptAndPassedOnAndMergedOnceItIsUnderstood() throws SQLException {
    MessageId id = west.accept("Subject: one\r\n\r\nhello");
    String field = "{\"person_queue\": {\"value\": \"support\", \"by\": \"ada\"}}";
    west.run(change(west.clock().next(), id, 2, field));
    west.run(change(west.clock().next(), id, 3, field));
    central.takeAll(WEST);
    assertThat(central.quarantined()).as("no neighbour's").isEqualTo("version");
    assertThat(central.ask("SELECT queue FROM postmeridian.message")).isEqualTo("null");

    FeedRegion north = new FeedRegion(NORTH, ALL_HAVE_GERMANY, wire);
    try (north) {
      north.takeAll(CENTRAL, WEST, north.receiver(CENTRAL));
      assertThat(north.ask("SELECT max(version) FROM postmeridian.change")).isEqualTo("2");
    }
    central.run(
        """
        CREATE OR REPLACE FUNCTION postmeridian.understood() RETURNS smallint LANGUAGE sql IMMUTABLE RETURN 2::smallint;
        SELECT postmeridian.merge_understood(1::smallint);
        """);
    assertThat(central.ask("SELECT queue FROM postmeridian.message")).isEqualTo("support");
  }

  private static String change(Stamp stamp, MessageId id, int version, String fields) {
    return FeedTest.change(stamp, id, version, fields);
  }
}
