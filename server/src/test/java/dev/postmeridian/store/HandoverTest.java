package dev.postmeridian.store;

import static dev.postmeridian.store.FeedRegion.CENTRAL;
import static dev.postmeridian.store.FeedRegion.NORTH;
import static dev.postmeridian.store.FeedRegion.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.feed.LoopbackWire;
import dev.postmeridian.handover.Handover;
import dev.postmeridian.handover.HandoverEndpoint;
import dev.postmeridian.handover.HandoverJournal.Progress;
import dev.postmeridian.handover.HandoverTransport;
import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.replication.FeedReceiver;
import dev.postmeridian.residency.Form;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.residency.OutageMode;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.ResidencyRules;
import dev.postmeridian.residency.ResidencyRules.SealedCopies;
import dev.postmeridian.residency.UnlistedCountries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The file changes: what a region may not have any more goes, and is never lost on the way. */
class HandoverTest {
  private static final Country DE = new Country("DE");
  private static final Country FR = new Country("FR");
  private static final Residency GERMANY_IN_THE_WEST = law("DE FR", "PL");
  private static final Residency GERMANY_IN_THE_CENTRE = law("FR", "DE PL");
  private static final Mailboxes ALL_GERMAN = mailboxes(DE);
  private static final String REST =
      """
      SELECT (SELECT count(*) FROM postmeridian.message) + (SELECT count(*) FROM postmeridian.content)
        + (SELECT count(*) FROM postmeridian.change WHERE country <> 'ZZ')
        + (SELECT count(*) FROM postmeridian.search) + (SELECT count(*) FROM postmeridian.thread_key)
        + (SELECT count(*) FROM postmeridian.outbox) + (SELECT count(*) FROM postmeridian.takeover)
      """;
  private final LoopbackWire wire = new LoopbackWire();
  private final Map<RegionName, HandoverEndpoint> endpoints = new ConcurrentHashMap<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final HandoverTransport link = this::ask;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable part : open) {
      part.close();
    }
  }

  private static Residency law(String west, String central) {
    return new Residency(
        List.of(
            FeedRegion.region(WEST, west.split(" ")),
            FeedRegion.region(CENTRAL, central.split(" ")),
            FeedRegion.region(NORTH, "SE")),
        UnlistedCountries.REFUSE);
  }

  private static Mailboxes mailboxes(Country country) {
    return new Mailboxes(Map.of(), Map.of(new Domain("mail.example"), country));
  }

  private byte[] ask(RegionName peer, byte[] question) throws IOException {
    HandoverEndpoint endpoint = endpoints.get(peer);
    if (endpoint == null) {
      throw new IOException("cut off");
    }
    var answer = new ByteArrayOutputStream();
    endpoint.answer(WEST, new ByteArrayInputStream(question), answer);
    return answer.toByteArray();
  }

  private FeedRegion region(RegionName name, Residency law, DatabaseAddress address) {
    var region = new FeedRegion(name, law, wire, address);
    open.push(region);
    endpoints.put(
        name,
        new HandoverEndpoint(
            new Jurisdiction(name, law), region::receiver, region.store().handoverInbox()));
    return region;
  }

  private Handover handover(FeedRegion region, Residency law, Mailboxes mailboxes) {
    return handover(region, law, mailboxes, link);
  }

  private Handover handover(
      FeedRegion region, Residency law, Mailboxes mailboxes, HandoverTransport transport) {
    var handover =
        new Handover(
            new Jurisdiction(WEST, law),
            mailboxes,
            region.store().handover(),
            region.store().handoverJournal(),
            transport,
            region.store().handoverInbox(),
            region.store()::lookForForeignMail);
    open.push(handover);
    return handover;
  }

  private static Progress ended(Handover handover) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> handover.state().filter(state -> !state.progress().running()).isPresent());
    return handover.state().orElseThrow().progress();
  }

  private static Progress applied(Handover handover) {
    handover.start("ada");
    return ended(handover);
  }

  /** A region whose mail is no longer lawful there: decided, undecided, erased. */
  private FeedRegion westThatLosesGermany(DatabaseAddress address) {
    var before = new FeedRegion(WEST, GERMANY_IN_THE_WEST, wire, address);
    before.accept("Subject: decided\r\n\r\nhello");
    MessageId erased = before.accept("Subject: erased\r\n\r\nhello");
    before.decideAll();
    before.accept("Subject: undecided\r\n\r\nhello");
    before.store().erasure().erase("ada", List.of(erased), "asked");
    before.stop();
    return region(WEST, GERMANY_IN_THE_CENTRE, address);
  }

  @Test
  void whatARegionMayNotHaveAnyMoreGoesOnceALawfulRegionHoldsIt() throws Exception {
    var west = westThatLosesGermany(TestRegion.freshDatabase());
    var central = region(CENTRAL, GERMANY_IN_THE_CENTRE, TestRegion.freshDatabase());
    String whole = west.digest();
    west.store().lookForForeignMail();
    assertThat(west.store().trouble().orElseThrow()).contains("residency apply");

    Progress done = applied(handover(west, GERMANY_IN_THE_CENTRE, ALL_GERMAN));

    assertThat(done.done()).as(done.obstacle()).isTrue();
    assertThat(done.handedOver()).isEqualTo(3);
    assertThat(west.ask(REST)).isEqualTo("0");
    assertThat(west.store().trouble()).isEmpty();
    assertThat(central.digest()).isEqualTo(whole);
    assertThat(
            west.ask(
                "SELECT string_agg(DISTINCT actor || ' ' || (detail->>'to'), ', ') || ' ' || count(*)"
                    + " FROM postmeridian.audit_event WHERE action = 'message.handed-over'"))
        .isEqualTo("ada eu-central-1 3");
    central.inbox().takeOver(List.of());
    assertThat(central.ask("SELECT count(*) FROM postmeridian.job WHERE kind = 'triage'"))
        .as("what nobody had decided is decided at once where it is now")
        .isEqualTo("1");
    Progress again = applied(handover(west, GERMANY_IN_THE_CENTRE, ALL_GERMAN));
    assertThat(again.done()).isTrue();
    assertThat(again.handedOver()).isZero();
  }

  @Test
  void nothingIsDeletedThatNoLawfulRegionIsKnownToHold() throws Exception {
    var west = westThatLosesGermany(TestRegion.freshDatabase());
    String whole = west.digest();
    var handover = handover(west, GERMANY_IN_THE_CENTRE, ALL_GERMAN);
    assertThat(applied(handover).obstacle()).contains("eu-central-1 did not answer");
    assertThat(west.digest()).isEqualTo(whole);

    var stale = region(CENTRAL, GERMANY_IN_THE_WEST, TestRegion.freshDatabase());
    Progress refused = applied(handover);
    assertThat(refused.obstacle()).contains("their files are the same");
    assertThat(refused.kept()).isEqualTo(3);
    assertThat(stale.ask(REST)).as("a region with the file of before takes nothing").isEqualTo("0");
    assertThat(west.digest()).isEqualTo(whole);

    var nobody = law("FR", "PL");
    Progress stranded = applied(handover(west, nobody, ALL_GERMAN));
    assertThat(stranded.obstacle()).contains("no region may have mail of DE");
    assertThat(west.digest()).isEqualTo(whole);
  }

  @Test
  void brokenOffAnywhereItGoesOnWhereItWas() throws Exception {
    var address = TestRegion.freshDatabase();
    var before = new FeedRegion(WEST, GERMANY_IN_THE_WEST, wire, address);
    for (int i = 0; i < 320; i++) {
      before.accept("Subject: " + i + "\r\n\r\nhello");
    }
    before.stop();
    var west = region(WEST, GERMANY_IN_THE_CENTRE, address);
    var central = region(CENTRAL, GERMANY_IN_THE_CENTRE, TestRegion.freshDatabase());
    String whole = west.digest();
    var dice = new Random(20261124);
    int deaths = 0;
    while (!isDone(west)) {
      var dying = handover(west, GERMANY_IN_THE_CENTRE, ALL_GERMAN, dyingAtTimes(dice));
      dying.start("ada");
      ended(dying);
      deaths++;
      // as a process leaves it that is killed: begun, and not ended
      west.run(
          "UPDATE postmeridian.handover SET ended_at = NULL, obstacle = '',"
              + " moved_at = now() - interval '1 min' WHERE obstacle <> ''");
      assertThat(central.ask("SELECT count(*) FROM postmeridian.content WHERE raw IS NULL"))
          .isEqualTo("0");
    }
    assertThat(deaths).as("attempts, the last of which came to its end").isGreaterThan(1);
    assertThat(west.ask(REST)).isEqualTo("0");
    assertThat(central.digest()).isEqualTo(whole);
    assertThat(
            west.ask(
                "SELECT count(*) || ' ' || count(DISTINCT subject) FROM postmeridian.audit_event"
                    + " WHERE action = 'message.handed-over'"))
        .as("each once")
        .isEqualTo("320 320");
  }

  private static boolean isDone(FeedRegion region) {
    return region.store().handoverJournal().progress().filter(Progress::done).isPresent();
  }

  /** The node dies before a peer has stored a batch, or after it and before it is deleted here. */
  private HandoverTransport dyingAtTimes(Random dice) {
    return (peer, question) -> {
      double throwOfTheDice = dice.nextDouble();
      if (throwOfTheDice < 0.25) {
        throw new IllegalStateException("dies before");
      }
      byte[] answer = ask(peer, question);
      if (throwOfTheDice > 0.75) {
        throw new IllegalStateException("dies after");
      }
      return answer;
    };
  }

  @Test
  void aNodeThatStartsGoesOnWithWhatAnEarlierOneDidNotEnd() throws Exception {
    var west = westThatLosesGermany(TestRegion.freshDatabase());
    region(CENTRAL, GERMANY_IN_THE_CENTRE, TestRegion.freshDatabase());
    west.run(
        "INSERT INTO postmeridian.handover (actor, moved_at) VALUES ('ada', now() - interval '1 min')");
    Handover ofTheNextNode = handover(west, GERMANY_IN_THE_CENTRE, ALL_GERMAN).resume();
    await().atMost(Duration.ofSeconds(30)).until(() -> isDone(west));
    assertThat(ofTheNextNode.state().orElseThrow().progress().handedOver()).isEqualTo(3);
    assertThat(west.ask(REST)).isEqualTo("0");
  }

  @Test
  void mailThatWaitsForARegionWhichMayNotHaveItAnyMoreIsTold() throws Exception {
    var west = region(WEST, GERMANY_IN_THE_CENTRE, TestRegion.freshDatabase());
    west.run(
        "INSERT INTO postmeridian.sealed_mail (recipient, country, sealed)"
            + " VALUES ('eu-north-1', 'DE', ''), ('eu-central-1', 'DE', '')");
    Progress left = applied(handover(west, GERMANY_IN_THE_CENTRE, ALL_GERMAN));
    assertThat(left.kept()).isEqualTo(1);
    assertThat(left.obstacle()).contains("sealed for eu-north-1", "list its country there again");
  }

  @Test
  void aMailboxThatMovesTakesItsMailAlong() throws Exception {
    var address = TestRegion.freshDatabase();
    var before = new FeedRegion(WEST, GERMANY_IN_THE_WEST, wire, address);
    MessageId id = before.accept("Subject: moves\r\n\r\nhello");
    before.decideAll();
    before.stop();
    var west = region(WEST, GERMANY_IN_THE_WEST, address);
    applied(handover(west, GERMANY_IN_THE_WEST, mailboxes(FR)));
    assertThat(west.ask("SELECT country FROM postmeridian.message")).isEqualTo("FR");
    assertThat(
            west.ask(
                "SELECT string_agg(DISTINCT country, ' ') FROM postmeridian.change WHERE country <> 'ZZ'"))
        .isEqualTo("FR");
    assertThat(west.state(id)).as("it is lawful there, too").isEqualTo("triaged");

    applied(handover(west, GERMANY_IN_THE_WEST, mailboxes(new Country("PL"))));
    assertThat(west.store().desk().list("ada", MessageFilter.all(10)))
        .as("hidden while no lawful region takes it")
        .isEmpty();
    var central = region(CENTRAL, GERMANY_IN_THE_WEST, TestRegion.freshDatabase());
    Progress done = applied(handover(west, GERMANY_IN_THE_WEST, mailboxes(new Country("PL"))));
    assertThat(done.done()).as(done.obstacle()).isTrue();
    assertThat(central.state(id)).isEqualTo("triaged");
    assertThat(central.ask("SELECT country FROM postmeridian.message")).isEqualTo("PL");
    assertThat(west.ask(REST)).isEqualTo("0");
  }

  @Test
  void whatWaitedForAPeerThatMayNotHaveItAnyMoreIsNotSent() throws Exception {
    var both = law("DE", "DE PL");
    var address = TestRegion.freshDatabase();
    var before = new FeedRegion(WEST, both, wire, address);
    before.accept("Subject: waits for the peer\r\n\r\nhello");
    before.stop();
    var west = region(WEST, law("DE", "PL"), address);
    var central = region(CENTRAL, both, TestRegion.freshDatabase());
    central.takeAll(WEST);
    assertThat(central.ask(REST)).isEqualTo("0");
    var shared = List.<Country>of();
    assertThat(west.store().feeds().lags().of(CENTRAL, Form.CLEAR, shared, Instant.now()).classes())
        .allMatch(lag -> lag.records() == 0);
  }

  @Test
  void feedsOfOtherMailGoOnAsIfNothingHadGone() throws Exception {
    var shares = law("DE FR", "DE FR");
    var address = TestRegion.freshDatabase();
    var central = region(CENTRAL, shares, TestRegion.freshDatabase());
    var before = new FeedRegion(WEST, shares, wire, address);
    before.accept("FR", "Subject: french\r\n\r\nhello");
    before.accept("Subject: german\r\n\r\nhello");
    central.takeAll(WEST);
    before.stop();
    var west = region(WEST, law("FR", "DE FR"), address);
    assertThat(applied(handover(west, law("FR", "DE FR"), ALL_GERMAN)).handedOver()).isEqualTo(2);
    west.accept("FR", "Subject: next\r\n\r\nhello");
    FeedReceiver receiver = central.receiver(WEST);
    for (FeedName feed : FeedReceiver.feedsOf(WEST)) {
      assertThat(central.take(feed, receiver)).as("no log was set back").doesNotContain(-1);
    }
    assertThat(central.ask("SELECT count(*) FROM postmeridian.message")).isEqualTo("3");
  }

  @Test
  void aSealedCopyIsDeletedOnlyOnceALawfulRegionHasWhatItIsOf() throws Exception {
    var held = sealed(Map.of(WEST, Set.of(CENTRAL)));
    var west = region(WEST, held, TestRegion.freshDatabase());
    var address = TestRegion.freshDatabase();
    var holder = new FeedRegion(CENTRAL, held, wire, address);
    west.accept("Subject: one\r\n\r\nhello");
    holder.takeAll(WEST);
    holder.stop();
    var notAnyMore = sealed(Map.of());
    var central = region(CENTRAL, notAnyMore, address);
    assertThat(central.ask("SELECT count(*) FROM postmeridian.sealed_copy")).isEqualTo("1");
    HandoverEndpoint living = endpoints.remove(WEST);
    var handover =
        new Handover(
            new Jurisdiction(CENTRAL, notAnyMore),
            ALL_GERMAN,
            central.store().handover(),
            central.store().handoverJournal(),
            link,
            central.store().handoverInbox(),
            central.store()::lookForForeignMail);
    open.push(handover);
    assertThat(applied(handover).kept()).isEqualTo(1);
    assertThat(central.ask("SELECT count(*) FROM postmeridian.sealed_copy")).isEqualTo("1");

    endpoints.put(WEST, living);
    assertThat(applied(handover).sealed()).isEqualTo(1);
    assertThat(central.ask("SELECT count(*) FROM postmeridian.sealed_copy")).isEqualTo("0");
  }

  private static Residency sealed(Map<RegionName, Set<RegionName>> holders) {
    return new Residency(
        List.of(FeedRegion.region(WEST, "DE"), FeedRegion.region(CENTRAL, "PL")),
        new ResidencyRules(
            UnlistedCountries.REFUSE,
            Map.of(),
            List.of(),
            new SealedCopies(Map.of(), holders, Set.of()),
            Map.of(),
            OutageMode.HOLD),
        InstantSource.system());
  }
}
