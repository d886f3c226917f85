package dev.postmeridian.endtoend;

import static dev.postmeridian.endtoend.TwoEuRegions.ASIA;
import static dev.postmeridian.endtoend.TwoEuRegions.CENTRAL;
import static dev.postmeridian.endtoend.TwoEuRegions.US;
import static dev.postmeridian.endtoend.TwoEuRegions.WEST;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.outbox.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of two lawful regions dies whole under load, and then the only lawful one of other countries;
 * both come back, then lose their databases for good and are rebuilt. Nothing that got 250 is lost,
 * and no word is ever where it may not be.
 */
@Tag("slow")
class RegionsDieTest {
  private static final long SEED = Long.getLong("postmeridian.seed", 20_261_124L);
  private static final Duration PROMISED = Duration.ofMinutes(1);
  private static final LoneRegion.Cast ASIA_ALONE =
      new LoneRegion.Cast(ASIA, US, CENTRAL, "sakura.example", "merlion.example");
  private final Random random = new Random(SEED);

  @TempDir Path folder;

  @Test
  void whatGot250IsThereAfterwardsAndNowhereElse() throws Exception {
    System.out.println("RegionsDieTest seed " + SEED);
    var laps = new Laps(this);
    try (var receiver = new Receiver();
        var fleet = RunningFleet.up(folder, yaml(receiver));
        var senders = new Senders(fleet)) {
      var pair = new LawfulPair(fleet, senders, receiver);
      var lone = new LoneRegion(ASIA_ALONE, fleet, senders, folder);
      laps.done("the start");
      lone.escrow();
      pair.pour();
      lone.pour();
      senders.pour("america", "desk@acme.example", 2, US);
      untilMore(senders, 50);
      pair.lagIsMeasured();
      laps.done("mail from everywhere");
      pair.peopleCorrect();
      lone.peopleCorrect();
      untilMore(senders, 15);
      laps.done("corrections");
      pair.takenElsewhere(fleet.killNine(WEST), PROMISED);
      lone.holderKnows();
      laps.done("the outage of one of two");
      lone.isHeldOrSealed(fleet.killNine(ASIA), PROMISED);
      untilMore(senders, 20);
      lone.nobodyElseHasAWord();
      laps.done("the outage of both");
      fleet.up();
      laps.done("the start of both");
      untilMore(senders, 15);
      senders.finish();
      laps.done("the return");
      pair.bothHaveAll();
      laps.done("the pair's mail");
      pair.effectsShowOneDecision();
      laps.done("effects");
      lone.hasAll();
      laps.done("the lone region's mail");
      loseDatabases(fleet);
      laps.done("the loss of both databases");
      lone.isRestoredFromSealedCopies();
      laps.done("the restore of the lone region");
      pair.isRestoredFromClearCopies();
      laps.done("the restore of the other");
      pair.effectsShowOneDecision();
      pair.nobodyElseHasAWord();
      lone.nobodyElseHasAWord();
      laps.done("looking for words out of place");
    }
    laps.done("the end");
  }

  private String yaml(Receiver receiver) throws IOException {
    Files.writeString(folder.resolve("tickets.secret"), Receiver.SECRET);
    return TwoEuRegions.yaml()
        + """

        ingress: {EU: relay, GB: relay}
        retention: {junk: 1s}
        sealed_copies: {ap-southeast-1: [us-east-1]}
        outage_mode: {default: hold, JP: seal}
        outbox:
          tickets:
            webhook: %s
            secret_file: tickets.secret
            countries: [DE]
        """
            .formatted(receiver.url("/tickets"));
  }

  private void untilMore(Senders senders, int mails) {
    long enough = senders.accepted() + mails + random.nextInt(mails);
    await().atMost(Duration.ofMinutes(1)).until(() -> senders.accepted() >= enough);
  }

  private static void loseDatabases(RunningFleet fleet) throws IOException {
    for (String region : new String[] {WEST, ASIA}) {
      fleet.killNine(region);
      fleet.deleteDatabase(region);
    }
    fleet.up();
  }
}
