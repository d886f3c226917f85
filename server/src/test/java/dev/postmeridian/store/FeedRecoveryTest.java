package dev.postmeridian.store;

import static dev.postmeridian.store.FeedRegion.ALL_HAVE_GERMANY;
import static dev.postmeridian.store.FeedRegion.CENTRAL;
import static dev.postmeridian.store.FeedRegion.NORTH;
import static dev.postmeridian.store.FeedRegion.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.feed.LoopbackWire;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.replication.FeedName;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs that were set back, and regions that are lost. */
class FeedRecoveryTest {
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
  void aRestoredLogIsComparedAndBothSidesGetWhatTheyLack() throws SQLException {
    IntStream.range(0, 5).forEach(i -> west.accept("Subject: " + i + "\r\n\r\nhello"));
    west.decideAll();
    central.takeAll(WEST);
    MessageId erased = TestRegion.mail("Subject: 3\r\n\r\nhello").id();
    // the backup is older than what central has got
    west.run(
        "DELETE FROM postmeridian.change WHERE message_id IN (SELECT id FROM postmeridian.message LIMIT 2)");
    west.run("UPDATE postmeridian.incarnation SET timeline = timeline + 7");
    west.run("SELECT postmeridian.check_incarnation()");
    central.store().erasure().erase("ada", List.of(erased), "asked for");
    MessageId since = west.accept("Subject: since\r\n\r\nhello");

    central.takeAll(WEST);
    assertThat(central.state(since)).isEqualTo("accepted");
    west.receiver(CENTRAL)
        .compare(new FeedName(CENTRAL, CENTRAL, ReplicationClass.NORMAL), () -> true);
    assertThat(west.state(erased)).isEqualTo("erased");
    assertThat(west.ask("SELECT count(*) FROM postmeridian.change"))
        .isEqualTo(central.ask("SELECT count(*) FROM postmeridian.change"));
    assertThat(west.digest()).isEqualTo(central.digest());
  }

  @Test
  void aCursorAheadOfTheLogProvesThatItWasSetBack() throws SQLException {
    west.accept("Subject: one\r\n\r\nhello");
    central.takeAll(WEST);
    String before = west.ask("SELECT name FROM postmeridian.incarnation");
    central.run("UPDATE postmeridian.feed_cursor SET tx = '999999999'");
    west.accept("Subject: two\r\n\r\nhello");
    central.takeAll(WEST);
    assertThat(west.ask("SELECT name FROM postmeridian.incarnation")).isNotEqualTo(before);
    assertThat(central.ask("SELECT count(*) FROM postmeridian.content")).isEqualTo("2");
  }

  @Test
  void aLogThatWasSetBackAndHasGrownAgainIsFoundOut() throws SQLException {
    west.accept("Subject: kept\r\n\r\nhello");
    MessageId lost = west.accept("Subject: lost\r\n\r\nhello");
    central.takeAll(WEST);
    String before = incarnation();
    for (String table : List.of("change", "content")) {
      west.run("DELETE FROM postmeridian.%s WHERE message_id = '\\x%s'".formatted(table, lost));
    }
    west.run("DELETE FROM postmeridian.message WHERE id = '\\x%s'".formatted(lost));
    MessageId since = west.accept("Subject: since\r\n\r\nhello");
    // transactions are numbered again from where the backup was made
    String place =
        west.ask(
            "SELECT format('tx = %L, id = %s', tx, id) FROM postmeridian.change ORDER BY tx DESC LIMIT 1");
    central.run("UPDATE postmeridian.feed_cursor SET " + place);

    central.takeAll(WEST);
    assertThat(central.state(since)).isEqualTo("accepted");
    String begun = incarnation();
    assertThat(begun).isNotEqualTo(before);
    central.takeAll(WEST);
    assertThat(incarnation()).as("once").isEqualTo(begun);
  }

  @Test
  void logsAreComparedAnewAfterARestore() throws SQLException {
    var feeds = west.store().feeds();
    feeds.compared(CENTRAL, Instant.now());
    assertThat(feeds.compared(CENTRAL)).isPresent();

    west.run("UPDATE postmeridian.incarnation SET timeline = timeline + 7");
    west.run("SELECT postmeridian.check_incarnation()");
    assertThat(feeds.compared(CENTRAL)).isEmpty();
  }

  private String incarnation() throws SQLException {
    return west.ask("SELECT name FROM postmeridian.incarnation");
  }

  @Test
  void whatALostRegionToldOnlyOneOfThemIsPassedOn() throws SQLException {
    try (FeedRegion north = new FeedRegion(NORTH, ALL_HAVE_GERMANY, wire)) {
      MessageId both = west.accept("Subject: both\r\n\r\nhello");
      central.takeAll(WEST);
      north.takeAll(WEST);
      MessageId one = west.accept("Subject: one\r\n\r\nhello");
      central.takeAll(WEST);
      wire.cutOff(WEST);

      north.takeAll(CENTRAL);
      assertThat(north.state(one)).as("its own are not its").isEqualTo("nothing");
      north.takeAll(CENTRAL, WEST, north.receiver(CENTRAL));
      assertThat(north.state(one)).isEqualTo("accepted");
      assertThat(north.state(both)).isEqualTo("accepted");
      assertThat(north.digest()).isEqualTo(central.digest());
    }
  }
}
