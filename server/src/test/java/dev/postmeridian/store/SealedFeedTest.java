package dev.postmeridian.store;

import static dev.postmeridian.store.FeedRegion.WEST;
import static dev.postmeridian.store.SealedRegionsTest.EAST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.feed.LoopbackWire;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.replication.FeedName;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sealed copies follow the log that they are of, whatever happens to either side. */
class SealedFeedTest {
  private static final FeedName NORMAL = new FeedName(WEST, WEST, ReplicationClass.NORMAL);
  private final LoopbackWire wire = new LoopbackWire();
  private FeedRegion west;
  private FeedRegion east;

  @BeforeEach
  void open() {
    west = new FeedRegion(WEST, SealedRegionsTest.LAW, wire);
    east = new FeedRegion(EAST, SealedRegionsTest.LAW, wire);
  }

  @AfterEach
  void close() {
    west.close();
    east.close();
  }

  @Test
  void aHolderOfALogThatWasSetBackGetsWhatItLacksAndDropsWhatIsErased() throws SQLException {
    MessageId lost = west.accept("Subject: lost\r\n\r\nhello");
    MessageId erased = west.accept("Subject: erased\r\n\r\nhello");
    east.takeAll(WEST);
    west.run("DELETE FROM postmeridian.change WHERE message_id = '\\x" + lost + "'");
    west.run("UPDATE postmeridian.incarnation SET timeline = timeline + 7");
    west.run("SELECT postmeridian.check_incarnation()");
    MessageId since = west.accept("Subject: since\r\n\r\nhello");
    west.store().erasure().erase("ada", List.of(erased), "asked for");

    east.takeAll(WEST); // begins behind all of that
    assertThat(copiesOf(since)).isEqualTo("1");
    assertThat(copiesOf(erased)).isEqualTo("0");
    assertThat(copiesOf(lost)).as("nobody else has it").isEqualTo("1");
    assertThat(east.ask("SELECT count(*) FROM postmeridian.sealed_tombstone")).isEqualTo("1");
    assertThat(east.quarantined()).isEqualTo("null");
  }

  @Test
  void aHolderThatLostCopiesGetsThemAgain() throws SQLException {
    MessageId kept = west.accept("Subject: kept\r\n\r\nhello");
    MessageId erased = west.accept("Subject: erased\r\n\r\nhello");
    west.decideAll();
    west.store().erasure().erase("ada", List.of(erased), "asked for");
    east.takeAll(WEST);
    assertThat(east.receiver(WEST).compare(NORMAL, () -> true)).as("missing").isZero();

    east.run("DELETE FROM postmeridian.sealed_copy"); // as where the law forbids them for a while
    assertThat(east.receiver(WEST).compare(NORMAL, () -> true)).isEqualTo(2);
    assertThat(copiesOf(kept)).isEqualTo("2");
    assertThat(copiesOf(erased)).isEqualTo("0");

    var reborn = new FeedRegion(EAST, SealedRegionsTest.LAW, wire);
    try (reborn) {
      reborn.takeAll(WEST);
      assertThat(reborn.ask("SELECT count(*) FROM postmeridian.sealed_copy")).isEqualTo("2");
    }
  }

  private String copiesOf(MessageId id) throws SQLException {
    return east.ask(
        "SELECT count(*) FROM postmeridian.sealed_copy WHERE message_id = '\\x" + id + "'");
  }
}
