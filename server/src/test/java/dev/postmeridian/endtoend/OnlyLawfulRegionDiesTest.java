package dev.postmeridian.endtoend;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three regions that share no country, as in the file that new users get: the whole of Europe's
 * dies under load, comes back, loses its database for good and is rebuilt from sealed copies.
 */
@Tag("slow")
class OnlyLawfulRegionDiesTest {
  private static final Duration PROMISED = Duration.ofMinutes(1);
  private static final LoneRegion.Cast EUROPE =
      new LoneRegion.Cast("eu-west-1", "us-east-1", "ap-southeast-1", "de.example", "uk.example");
  private static final String YAML =
      ThreeRegions.REGIONS
          + """
          mailboxes: {us.example: US, de.example: DE, uk.example: GB, jp.example: JP}
          queues:
            billing: {description: "Invoices, payments and refunds."}
            legal: {description: "Contracts, courts and letters from lawyers."}
          ingress: {EU: relay, GB: relay}
          sealed_copies: {eu-west-1: [us-east-1]}
          outage_mode: {default: hold, EU: seal}
          retention: {junk: 1s}
          """;

  @TempDir Path folder;

  @Test
  void itsMailIsHeldOrSealedUntilItReturnsAndItIsRebuiltFromSealedCopies() throws Exception {
    try (var fleet = RunningFleet.up(folder, YAML);
        var senders = new Senders(fleet)) {
      var europe = new LoneRegion(EUROPE, fleet, senders, folder);
      europe.escrow();
      europe.pour();
      senders.pour("america", "desk@us.example", 5, "us-east-1");
      senders.pour("asia", "desk@jp.example", 4, "ap-southeast-1");
      untilMore(senders, 100);
      europe.peopleCorrect();
      europe.holderKnows();
      europe.isHeldOrSealed(fleet.killNine(EUROPE.region()), PROMISED);
      untilMore(senders, 60);
      europe.nobodyElseHasAWord();
      fleet.up();
      untilMore(senders, 30);
      senders.finish();
      europe.hasAll();
      fleet.killNine(EUROPE.region());
      fleet.deleteDatabase(EUROPE.region());
      fleet.up();
      europe.isRestoredFromSealedCopies();
      europe.nobodyElseHasAWord();
    }
  }

  private static void untilMore(Senders senders, int mails) {
    long enough = senders.accepted() + mails;
    await().atMost(Duration.ofMinutes(1)).until(() -> senders.accepted() >= enough);
  }
}
