package dev.postmeridian.endtoend;

import static dev.postmeridian.endtoend.TwoEuRegions.ASIA;
import static dev.postmeridian.endtoend.TwoEuRegions.CENTRAL;
import static dev.postmeridian.endtoend.TwoEuRegions.US;
import static dev.postmeridian.endtoend.TwoEuRegions.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.endtoend.Senders.Reply;
import dev.postmeridian.outbox.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Two regions for one law: one dies whole under load and comes back, then loses its database for
 * good. Nothing that got 250 is lost, both agree on all of it, receivers of effects see one
 * decision, and nobody else keeps a word of it.
 */
@Tag("slow")
class FailoverWithinTheLawTest {
  private static final long SEED = Long.getLong("postmeridian.seed", 20_261_124L);
  private static final Duration BAR = Duration.ofSeconds(5);
  private static final String CANARY = "Kolibri4Zq9";
  private static final String DE = CANARY + "@nordwind.example";
  private static final String GB = CANARY + "@harbour.example";
  private static final Pattern RPO =
      Pattern.compile("postmeridian_replication_rpo_seconds\\{.*peer=\"eu-central-1\".*} (\\S+)");

  private final Random random = new Random(SEED);

  @TempDir Path folder;

  @Test
  void aRegionDiesUnderLoadAndTheOtherLawfulOneHasAllOfItsMail() throws Exception {
    System.out.println("FailoverWithinTheLawTest seed " + SEED);
    try (var receiver = new Receiver();
        var fleet = RunningFleet.up(folder, yaml(receiver));
        var senders = new Senders(fleet)) {
      pour(senders);
      untilMore(senders, 100);
      lagIsMeasured(fleet);
      String west = corrected(fleet, WEST, "{\"queue\": \"legal\"}");
      String junk = corrected(fleet, WEST, "{\"junk\": \"spam\"}");
      receiver.behave(Receiver.status(503)); // effects wait on both sides of the kill
      untilMore(senders, 20);
      long killed = fleet.killNine(WEST);
      takenElsewhere(senders, killed);
      String central = corrected(fleet, CENTRAL, "{\"queue\": \"jobs\"}");
      receiver.behave(Receiver::ok);
      untilMore(senders, 50);
      fleet.up();
      untilMore(senders, 20);
      senders.finish();
      Set<String> subjects = bothHaveAll(fleet, senders, junk);
      assertThat(both(fleet, west))
          .extracting(m -> m.get("queue").asString())
          .containsOnly("legal");
      assertThat(both(fleet, central))
          .extracting(m -> m.get("queue").asString())
          .containsOnly("jobs");
      effectsShowOneDecision(fleet, receiver);
      restoredFromClearCopies(fleet, subjects);
      effectsShowOneDecision(fleet, receiver);
      nobodyElseHasAWord(fleet);
    }
  }

  private String yaml(Receiver receiver) throws IOException {
    Files.writeString(folder.resolve("tickets.secret"), Receiver.SECRET);
    return TwoEuRegions.yaml()
        + """

        ingress: {EU: relay, GB: relay}
        retention: {junk: 1s}
        outbox:
          tickets:
            webhook: %s
            secret_file: tickets.secret
            countries: [DE]
        """
            .formatted(receiver.url("/tickets"));
  }

  /** Twenty mails a second over the regions; some of Europe's by way of another continent. */
  private static void pour(Senders senders) {
    senders.pour(CANARY + " direct", DE, 5, WEST, CENTRAL);
    senders.pour(CANARY + " island", GB, 3, CENTRAL, WEST);
    senders.pour(CANARY + " abroad", DE, 3, US);
    senders.pour("america", "desk@acme.example", 5, US);
    senders.pour("asia", "desk@sakura.example", 4, ASIA);
  }

  private void untilMore(Senders senders, int mails) {
    long enough = senders.accepted() + mails + random.nextInt(mails);
    await().atMost(Duration.ofMinutes(1)).until(() -> senders.accepted() >= enough);
  }

  private static void lagIsMeasured(RunningFleet fleet) {
    var rpo = RPO.matcher(new Api(fleet.region(WEST)).get("/metrics"));
    assertThat(rpo.find()).isTrue();
    System.out.println("RPO under load: " + rpo.group(1) + " s");
    assertThat(Double.parseDouble(rpo.group(1))).isBetween(0.0, 15.0);
  }

  /** A person says of one message, which both regions have, what it is. */
  private static String corrected(RunningFleet fleet, String region, String word) {
    String id =
        new Api(fleet.region(CENTRAL))
            .messages().stream()
                .filter(m -> m.get("state").asString().equals("triaged"))
                .filter(m -> m.get("region").asString().equals(WEST))
                .filter(m -> !m.get("corrected").asBoolean())
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();
    new Api(fleet.region(region)).correct(id, word);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            new Api(fleet.region(CENTRAL)).messagesById().get(id).get("corrected").asBoolean());
    return id;
  }

  private static void takenElsewhere(Senders senders, long killed) {
    for (var way : List.of("direct/" + CENTRAL, "abroad/" + US)) {
      String[] parts = way.split("/");
      Predicate<Reply> taken =
          r -> r.is250() && r.subject().contains(parts[0]) && r.region().equals(parts[1]);
      Duration first = senders.first(killed, taken);
      System.out.printf("first 250 for %s mail at %s: %s%n", parts[0], parts[1], first);
      assertThat(first).isLessThan(BAR);
    }
  }

  private static Set<String> bothHaveAll(RunningFleet fleet, Senders senders, String junk) {
    var west = new Api(fleet.region(WEST));
    var central = new Api(fleet.region(CENTRAL));
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> {
          var there = central.messagesById();
          assertThat(there).doesNotContainKey(junk);
          assertThat(there.values())
              .extracting(m -> m.get("state").asString())
              .containsOnly("triaged");
          assertThat(west.messagesById()).isEqualTo(there);
        });
    List<String> subjects =
        central.messages().stream().map(m -> m.get("subject").asString()).toList();
    var accepted = senders.accepted("nordwind.example", "harbour.example");
    assertThat(subjects).as("seed %d: each mail once", SEED).doesNotHaveDuplicates();
    assertThat(accepted).containsAll(subjects);
    assertThat(accepted).hasSize(subjects.size() + 1); // but for what was erased
    return Set.copyOf(subjects);
  }

  private static List<JsonNode> both(RunningFleet fleet, String id) {
    return Stream.of(WEST, CENTRAL)
        .map(region -> new Api(fleet.region(region)).messagesById().get(id))
        .toList();
  }

  /** Whoever honours keys has for each message the one decision that stands. */
  private static void effectsShowOneDecision(RunningFleet fleet, Receiver receiver) {
    var api = new Api(fleet.region(CENTRAL));
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> {
          var stands =
              api.messages().stream()
                  .filter(m -> m.get("country").asString().equals("DE"))
                  .collect(
                      Collectors.toMap(
                          m -> m.get("id").asString() + "/tickets",
                          m -> m.get("queue").asString()));
          var seen =
              receiver.decisions.entrySet().stream()
                  .filter(e -> !e.getValue().path("queue").asString().equals("junk"))
                  .collect(
                      Collectors.toMap(
                          e -> e.getKey(), e -> e.getValue().path("queue").asString()));
          assertThat(seen).containsAllEntriesOf(stands);
        });
    assertThat(receiver.forged).hasValue(0);
  }

  /** The database is gone for good; by command, all comes back but what was erased. */
  private static void restoredFromClearCopies(RunningFleet fleet, Set<String> subjects)
      throws IOException {
    var before = new Api(fleet.region(WEST)).messagesById();
    fleet.killNine(WEST);
    fleet.deleteDatabase(WEST);
    fleet.up();
    System.out.print(fleet.run("region", "restore", WEST));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(new Api(fleet.region(WEST)).messagesById()).isEqualTo(before));
    assertThat(before).hasSameSizeAs(subjects);
  }

  private static void nobodyElseHasAWord(RunningFleet fleet) throws IOException {
    var files = new FleetFiles(fleet.data());
    assertThat(files.with(new Canary(CANARY)))
        .isNotEmpty()
        .allMatch(file -> files.isDatabaseOf(WEST, file) || files.isDatabaseOf(CENTRAL, file));
  }
}
