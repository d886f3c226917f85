package dev.postmeridian.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.endtoend.Senders.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Three regions that share no country: one of them dies whole under load, and no other may process
 * its mail. One country's senders keep their mail, another's is taken sealed by the holder of
 * copies, as the file says; the region comes back and has all of it, then loses its database for
 * good and is rebuilt from sealed copies. No word of it is ever in clear anywhere else.
 */
@Tag("slow")
class OnlyLawfulRegionDiesTest {
  private static final long SEED = Long.getLong("postmeridian.seed", 20_261_125L);
  private static final Duration BAR = Duration.ofSeconds(5);
  private static final String EU = "eu-west-1";
  private static final String US = "us-east-1";
  private static final String ASIA = "ap-southeast-1";
  private static final String CANARY = "Zaunkoenig7Xk2";
  private static final String DE = CANARY + "@de.example";
  private static final String GB = CANARY + "@uk.example";
  private static final String YAML =
      ThreeRegions.REGIONS
          + """
          mailboxes: {us.example: US, de.example: DE, uk.example: GB, jp.example: JP}
          queues:
            billing: {description: "Invoices, payments and refunds."}
            support: {description: "Something is broken, slow or down."}
          ingress: {EU: relay, GB: relay}
          sealed_copies: {eu-west-1: [us-east-1]}
          outage_mode: {default: hold, EU: seal}
          retention: {junk: 1s}
          """;

  private final Random random = new Random(SEED);

  @TempDir Path folder;

  @Test
  void itsMailIsHeldOrSealedUntilItReturnsAndItIsRebuiltFromSealedCopies() throws Exception {
    System.out.println("OnlyLawfulRegionDiesTest seed " + SEED);
    try (var fleet = RunningFleet.up(folder, YAML);
        var senders = new Senders(fleet)) {
      escrow(fleet);
      pour(senders);
      untilMore(senders, 100);
      String corrected = correct(fleet, "{\"queue\": \"support\"}");
      correct(fleet, "{\"junk\": \"spam\"}");
      untilMore(senders, 20);
      long killed = fleet.killNine(EU);
      heldAndSealed(senders, killed);
      untilMore(senders, 50);
      nobodyElseHasAWord(fleet);
      fleet.up();
      untilMore(senders, 20);
      senders.finish();
      Map<String, JsonNode> all = everyMailIsThereOnce(fleet, senders);
      assertThat(all.get(corrected).get("queue").asString()).isEqualTo("support");
      restoredFromSealedCopies(fleet, all);
      nobodyElseHasAWord(fleet);
    }
  }

  /** Without escrow nothing is sealed: what only a lost key opens would be lost with it. */
  private void escrow(RunningFleet fleet) throws IOException {
    Path passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery\n");
    fleet.run(
        "keys",
        "export",
        "--region",
        EU,
        "--to",
        folder.resolve("eu.keys").toString(),
        "--passphrase-file",
        passphrase.toString());
  }

  private static void pour(Senders senders) {
    senders.pour(CANARY + " direct", DE, 5, EU, US);
    senders.pour(CANARY + " abroad", DE, 3, US);
    senders.pour(CANARY + " island", GB, 2, EU, US, ASIA);
    senders.pour(CANARY + " far", DE, 1, ASIA);
    senders.pour("america", "desk@us.example", 5, US);
    senders.pour("asia", "desk@jp.example", 4, ASIA);
  }

  private void untilMore(Senders senders, int mails) {
    long enough = senders.accepted() + mails + random.nextInt(mails);
    await().atMost(Duration.ofMinutes(1)).until(() -> senders.accepted() >= enough);
  }

  private static String correct(RunningFleet fleet, String word) {
    var api = new Api(fleet.region(EU));
    String id =
        api.messages().stream()
            .filter(m -> m.get("state").asString().equals("triaged"))
            .filter(m -> !m.get("corrected").asBoolean())
            .findFirst()
            .orElseThrow()
            .get("id")
            .asString();
    api.correct(id, word);
    return id;
  }

  private static void heldAndSealed(Senders senders, long killed) {
    Predicate<Reply> held = r -> r.is451AtRcpt() && r.to().equals(GB) && r.region().equals(US);
    Predicate<Reply> sealed =
        r -> r.answer().filter(a -> a.reply().contains("sealed for " + EU)).isPresent();
    Predicate<Reply> noHolder =
        r -> r.is451AtRcpt() && r.to().equals(DE) && r.region().equals(ASIA);
    for (var outcome :
        Map.of("held", held, "sealed", sealed, "not a holder", noHolder).entrySet()) {
      Duration first = senders.first(killed, outcome.getValue());
      System.out.printf("%s after %s%n", outcome.getKey(), first);
      assertThat(first).as(outcome.getKey()).isLessThan(BAR);
    }
  }

  private static Map<String, JsonNode> everyMailIsThereOnce(RunningFleet fleet, Senders senders) {
    var api = new Api(fleet.region(EU));
    var accepted = senders.accepted("de.example", "uk.example");
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> {
          var all = api.messages();
          assertThat(all).extracting(m -> m.get("state").asString()).containsOnly("triaged");
          assertThat(all).hasSize(accepted.size() - 1); // but for what was erased
        });
    var all = api.messagesById();
    assertThat(all.values())
        .extracting(m -> m.get("subject").asString())
        .as("seed %d: each mail once", SEED)
        .doesNotHaveDuplicates()
        .isSubsetOf(accepted);
    return all;
  }

  private void restoredFromSealedCopies(RunningFleet fleet, Map<String, JsonNode> before)
      throws IOException {
    untilCopied(fleet);
    fleet.killNine(EU);
    fleet.deleteDatabase(EU);
    fleet.up();
    fleet.run(
        "keys",
        "import",
        "--from",
        folder.resolve("eu.keys").toString(),
        "--passphrase-file",
        folder.resolve("passphrase").toString());
    System.out.print(fleet.run("region", "restore", EU));
    var api = new Api(fleet.region(EU));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(api.messagesById()).isEqualTo(before));
  }

  /** What the holder lacks is lost with the database: the RPO, which must be nothing by now. */
  private static void untilCopied(RunningFleet fleet) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          var metrics = new Api(fleet.region(EU)).get("/metrics");
          return metrics
              .lines()
              .filter(line -> line.startsWith("postmeridian_replication_lag_records{"))
              .filter(line -> line.contains("peer=\"us-east-1\""))
              .allMatch(line -> line.endsWith(" 0.0"));
        });
  }

  private static void nobodyElseHasAWord(RunningFleet fleet) throws IOException {
    var files = new FleetFiles(fleet.data());
    assertThat(files.with(new Canary(CANARY)))
        .isNotEmpty()
        .allMatch(file -> files.isDatabaseOf(EU, file));
  }
}
