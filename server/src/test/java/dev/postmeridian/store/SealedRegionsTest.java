package dev.postmeridian.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.feed.LoopbackWire;
import dev.postmeridian.health.PeerState;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.intake.Acceptance.Via;
import dev.postmeridian.intake.Arrival;
import dev.postmeridian.intake.Intake;
import dev.postmeridian.intake.IntakeLimits;
import dev.postmeridian.intake.IntakeListener;
import dev.postmeridian.intake.Outcome;
import dev.postmeridian.intake.Recipient;
import dev.postmeridian.intake.Relay;
import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Ingress;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.residency.OutageMode;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.ResidencyRules;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.routing.Outlook;
import dev.postmeridian.routing.Router;
import dev.postmeridian.routing.RoutingLimits;
import dev.postmeridian.sealing.ClearCopies;
import dev.postmeridian.sealing.MailSealer;
import dev.postmeridian.sealing.Opener;
import dev.postmeridian.sealing.RegionKeys;
import dev.postmeridian.sealing.RegionKeys.CurrentKey;
import dev.postmeridian.sealing.Restoration;
import dev.postmeridian.sealing.RestorationStore.Progress;
import dev.postmeridian.sealing.SealedMailbox;
import dev.postmeridian.sealing.Sealer;
import dev.postmeridian.sealing.SealingEndpoint;
import dev.postmeridian.sealing.SealingPeer;
import dev.postmeridian.sealing.SealingQuestion;
import dev.postmeridian.sealing.SealingRounds;
import dev.postmeridian.sealing.SealingWire;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A region that alone may read its mail, and one that holds it sealed; each has a real database.
 */
class SealedRegionsTest {
  private static final RegionName WEST = FeedRegion.WEST;
  static final RegionName EAST = new RegionName("us-east-1");
  private static final Country DE = new Country("DE");
  private static final String CANARY = "zwitscherndergoldfink";
  static final Residency LAW =
      new Residency(
          List.of(FeedRegion.region(WEST, "DE"), FeedRegion.region(EAST, "US")),
          new ResidencyRules(
              UnlistedCountries.REFUSE,
              Map.of(DE, Ingress.RELAY),
              List.of(),
              new ResidencyRules.SealedCopies(Map.of(), Map.of(WEST, Set.of(EAST)), Set.of()),
              Map.of(),
              OutageMode.SEAL),
          InstantSource.system());
  private final LoopbackWire feeds = new LoopbackWire();
  private final SealingWire wire = new SealingWire();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final FeedRegion west = region(WEST);
  private final FeedRegion east = region(EAST);

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void aRegionThatLostItsDatabaseIsRestoredFromWhatAnotherCannotRead() throws Exception {
    accept(300);
    west.decideAll();
    east.takeAll(WEST);
    assertThat(east.ask("SELECT count(*) FROM postmeridian.sealed_copy")).isEqualTo("600");
    assertThat(east.ask("SELECT count(*) FROM postmeridian.message")).isEqualTo("0");
    assertThat(east.ask("SELECT count(*) FROM postmeridian.content")).isEqualTo("0");
    serve(east);

    FeedRegion reborn = region(WEST);
    Restoration restoration = restoration(reborn);
    restoration.start("ada");
    await().until(() -> !restoration.state().running());
    assertThat(restoration.state().obstacle().orElseThrow())
        .contains("import it with", keys(west).current().key().id().hex());

    keys(reborn).take("ada", keys(west).export("ada"));
    wire.breakAfter(2);
    restoration.start("ada");
    await().atMost(Duration.ofSeconds(30)).until(() -> !restoration.state().running());
    assertThat(restoration.state().obstacle().orElseThrow()).contains("does not answer");
    assertThat(restoration.state().holders())
        .extracting(Progress::copies, Progress::done)
        .containsExactly(tuple(500L, false));

    wire.breakAfter(Integer.MAX_VALUE);
    restoration.start("ada");
    await().until(() -> !restoration.state().running());
    assertThat(restoration.state().obstacle()).isEmpty();
    assertThat(restoration.state().holders())
        .extracting(Progress::copies, Progress::damaged, Progress::done)
        .containsExactly(tuple(600L, 0L, true));
    assertThat(reborn.digest()).isEqualTo(west.digest());
    assertThat(reborn.ask("SELECT count(*) FROM postmeridian.job WHERE kind = 'index'"))
        .isEqualTo("300");
    assertThat(
            reborn.ask(
                "SELECT string_agg(action, ' ' ORDER BY id) FROM postmeridian.audit_event"
                    + " WHERE action LIKE 'region.%'"))
        .isEqualTo(
            "region.restore.began region.restore.began region.restore.began"
                + " region.restore.ended");
  }

  @Test
  void whatWasErasedIsErasedAtTheHolderAndStaysSoAfterARestore() throws Exception {
    List<MessageId> ids = accept(2);
    west.decideAll();
    east.takeAll(WEST);
    west.store().erasure().erase("ada", List.of(ids.getFirst()), "asked for");
    east.takeAll(WEST);
    assertThat(east.ask("SELECT count(DISTINCT message_id) FROM postmeridian.sealed_copy"))
        .isEqualTo("1");
    serve(east);
    FeedRegion reborn = region(WEST);
    keys(reborn).take("ada", keys(west).export("ada"));
    Restoration restoration = restoration(reborn);
    restoration.start("ada");
    await().until(() -> !restoration.state().running());
    assertThat(reborn.state(ids.getFirst())).isEqualTo("erased");
    assertThat(reborn.state(ids.getLast())).isEqualTo("triaged");
  }

  @Test
  void nobodyElseIsToldOfTheCopies() throws Exception {
    accept(1);
    east.takeAll(WEST);
    serve(east);
    assertThat(copiesToldTo(EAST)).isZero();
    assertThat(copiesToldTo(WEST)).isEqualTo(1);
  }

  @Test
  void mailIsTakenSealedWhileItsRegionIsDownAndIsSeenOnceAfterwards() throws Exception {
    Intake there = intake(west);
    Intake here = intake(east);
    byte[] mail = ("Subject: " + CANARY + "\r\n\r\n" + CANARY + "\r\n").getBytes(UTF_8);
    assertThat(recipient(here)).isInstanceOf(Recipient.Elsewhere.class); // its key is not known
    learnKeyOfWest(false);
    assertThat(recipient(here)).isInstanceOf(Recipient.Elsewhere.class); // nor escrowed
    learnKeyOfWest(true);
    var sealed = (Recipient.Sealed) recipient(here);
    assertThat(here.accept(arrival(), List.of(sealed, sealed), mail))
        .containsOnly(new Outcome.Sealed(WEST));
    assertThat(here.accept(arrival(), List.of(sealed), mail)) // its sender lost our answer
        .containsExactly(new Outcome.Sealed(WEST));
    assertThat(east.store().sealing().waitingMail().waiting()).isEqualTo(Map.of(WEST, 2L));
    assertThat(filesWithCanary()).isEmpty();
    assertThat(
            east.ask(
                "SELECT string_agg(action || ' ' || country, ',') FROM postmeridian.audit_event"))
        .isEqualTo("message.sealed DE,message.sealed DE");

    rounds(east);
    serve(west);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> east.store().sealing().waitingMail().waiting().isEmpty());
    assertThat(west.ask("SELECT count(*) FROM postmeridian.message")).isEqualTo("1");
    assertThat(west.ask("SELECT convert_from(raw, 'UTF8') FROM postmeridian.content"))
        .isEqualTo(new String(mail, UTF_8));
    var direct = (Recipient.Here) there.recipient(MailAddress.parse("ada@mail.example"));
    assertThat(
            ((Outcome.Kept) there.accept(arrival(), List.of(direct), mail).getFirst()).duplicate())
        .isTrue();
    assertThat(filesWithCanary()).as("the home region has it").isNotEmpty();
  }

  @Test
  void mailForAMailboxThatIsGoneStaysAndIsTold() throws Exception {
    learnKeyOfWest(true);
    Intake here = intake(east);
    var gone = new Recipient.Sealed(MailAddress.parse("ada@gone.example"), DE, WEST);
    here.accept(arrival(), List.of(gone), "Subject: one\r\n\r\n".getBytes(UTF_8));
    serve(west);
    rounds(east);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !east.store().sealing().waitingMail().refusals().isEmpty());
    assertThat(east.store().sealing().waitingMail().refusals().get(WEST).why())
        .contains("no mailbox of it any more");
    assertThat(west.ask("SELECT count(*) FROM postmeridian.message")).isEqualTo("0");
  }

  @Test
  void peersKeysAreLearntByAsking() {
    serve(west);
    rounds(east);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> east.store().sealing().peerKeys().of(WEST).isPresent());
    CurrentKey told = east.store().sealing().peerKeys().of(WEST).orElseThrow();
    assertThat(told.key().id()).isEqualTo(keys(west).current().key().id());
    assertThat(told.escrowed()).isFalse();
  }

  private int copiesToldTo(RegionName asker) throws IOException {
    var holder = LAW.metadata(EAST);
    byte[] fromStart = {0, 0, 0, 1, 0, 0, 0, 0, 0x5e};
    return wire.from(asker)
        .ask(
            holder,
            SealingQuestion.COPIES,
            fromStart,
            answer -> new DataInputStream(answer).readInt());
  }

  private FeedRegion region(RegionName name) {
    var region = new FeedRegion(name, LAW, feeds);
    open.add(region);
    return region;
  }

  private List<MessageId> accept(int count) {
    List<Acceptance> mails =
        IntStream.range(0, count)
            .mapToObj(i -> TestRegion.mail("Subject: mail " + i + "\r\n\r\nhello"))
            .toList();
    west.store().acceptedLog().accept(mails);
    return mails.stream().map(Acceptance::id).toList();
  }

  private static RegionKeys keys(FeedRegion region) {
    return region.store().sealing().regionKeys();
  }

  private Restoration restoration(FeedRegion region) {
    var restoration =
        new Restoration(
            Set.of(EAST),
            new SealingPeer(LAW, wire.from(WEST)),
            new Opener(WEST, keys(region)::pair),
            region.store().sealing().restoration(),
            ClearCopies.NONE);
    open.add(restoration);
    return restoration;
  }

  private void serve(FeedRegion region) {
    var name = region == east ? EAST : WEST;
    var mailbox =
        new SealedMailbox(
            new Opener(name, keys(region)::pair),
            mailboxes(),
            new Jurisdiction(name, LAW),
            intake(region)::accept);
    wire.serve(
        name, new SealingEndpoint(LAW, keys(region), mailbox, region.store().sealing().copies()));
  }

  private void rounds(FeedRegion region) {
    var sealing = region.store().sealing();
    open.add(
        new SealingRounds(
            List.of(WEST),
            new SealingPeer(LAW, wire.from(EAST)),
            sealing.peerKeys(),
            sealing.waitingMail(),
            new SealingRounds.Pace(Duration.ofMillis(20), Duration.ofMillis(20))));
  }

  private Intake intake(FeedRegion region) {
    var name = region == east ? EAST : WEST;
    var sealing = region.store().sealing();
    var sealer =
        new MailSealer(
            name,
            new Sealer(to -> sealing.peerKeys().of(to).map(CurrentKey::key)),
            sealing.waitingMail());
    return new Intake(
        mailboxes(),
        LAW,
        new Router(name, LAW, RoutingLimits.DEFAULTS, () -> outlook(region)),
        Relay.NONE,
        region.store().messageIdKeys(),
        region.store().acceptedLog(),
        sealer,
        IntakeListener.NONE,
        IntakeLimits.DEFAULT,
        new Domain("mx.example"),
        InstantSource.system());
  }

  /** The home region is down, as the other sees it. */
  private static Outlook outlook(FeedRegion region) {
    boolean escrowed =
        region.store().sealing().peerKeys().of(WEST).filter(CurrentKey::escrowed).isPresent();
    var down = new Outlook.View(PeerState.DOWN, false, 0, Duration.ZERO, Duration.ZERO, escrowed);
    return region.store().sealing().peerKeys().of(WEST).isPresent()
        ? new Outlook(Map.of(WEST, down))
        : Outlook.NOTHING;
  }

  private static Mailboxes mailboxes() {
    return new Mailboxes(Map.of(), Map.of(new Domain("mail.example"), DE));
  }

  private static Recipient recipient(Intake intake) {
    return intake.recipient(MailAddress.parse("ada@mail.example"));
  }

  private static Arrival arrival() {
    return new Arrival(
        MaybeSender.of(MailAddress.parse("bob@sender.example")),
        Via.SMTP,
        "sender.example",
        InetAddress.getLoopbackAddress(),
        "ESMTP");
  }

  private void learnKeyOfWest(boolean escrowed) {
    east.store()
        .sealing()
        .peerKeys()
        .remember(WEST, new CurrentKey(keys(west).current().key(), escrowed));
  }

  /** Of everything that PostgreSQL has on the disk: tables, WAL, logs. */
  private List<Path> filesWithCanary() throws SQLException, IOException {
    east.run("CHECKPOINT");
    var folder = Path.of(east.ask("SHOW data_directory"));
    byte[] canary = CANARY.getBytes(UTF_8);
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, canary)).toList();
    }
  }

  private static boolean holds(Path file, byte[] canary) {
    try {
      String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
      return bytes.contains(new String(canary, ISO_8859_1));
    } catch (IOException e) {
      return false; // PostgreSQL took it away meanwhile
    }
  }
}
