package dev.postmeridian.endtoend;

import static dev.postmeridian.endtoend.TwoEuRegions.CENTRAL;
import static dev.postmeridian.endtoend.TwoEuRegions.US;
import static dev.postmeridian.endtoend.TwoEuRegions.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.endtoend.Senders.Reply;
import dev.postmeridian.outbox.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Mail of countries that two regions may process, and what is promised of it when one of them dies:
 * the other takes it at once, both agree on all of it afterwards, and receivers of effects see one
 * decision.
 */
final class LawfulPair {
  private static final String CANARY = "Kolibri4Zq9";
  private static final String DE = CANARY + "@nordwind.example";
  private static final String GB = CANARY + "@harbour.example";
  private static final Pattern RPO =
      Pattern.compile("postmeridian_replication_rpo_seconds\\{.*peer=\"eu-central-1\".*} (\\S+)");
  private final RunningFleet fleet;
  private final Senders senders;
  private final Receiver receiver;
  private final Api west;
  private final Api central;
  private String legal = "";
  private String junk = "";
  private String jobs = "";

  LawfulPair(RunningFleet fleet, Senders senders, Receiver receiver) {
    this.fleet = fleet;
    this.senders = senders;
    this.receiver = receiver;
    this.west = new Api(fleet.region(WEST));
    this.central = new Api(fleet.region(CENTRAL));
  }

  /** Some of it by way of another continent. */
  void pour() {
    senders.pour(CANARY + " direct", DE, 4, WEST, CENTRAL);
    senders.pour(CANARY + " island", GB, 2, CENTRAL, WEST);
    senders.pour(CANARY + " abroad", DE, 2, US);
  }

  void lagIsMeasured() {
    var rpo = RPO.matcher(west.get("/metrics"));
    assertThat(rpo.find()).isTrue();
    assertThat(Double.parseDouble(rpo.group(1))).isBetween(0.0, 15.0);
  }

  /** A person says of messages that both have what they are; effects wait across the death. */
  void peopleCorrect() {
    legal = corrected(west, "{\"queue\": \"legal\"}");
    junk = corrected(west, "{\"junk\": \"spam\"}");
    receiver.behave(Receiver.status(503));
  }

  private String corrected(Api here, String word) {
    String id = central.triaged(m -> m.get("region").asString().equals(WEST));
    here.correct(id, word);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          JsonNode there = central.messagesById().get(id);
          return there == null || there.get("corrected").asBoolean(); // junk may be erased by now
        });
    return id;
  }

  void takenElsewhere(long killed, Duration promised) {
    for (var way : Map.of("direct", CENTRAL, "abroad", US).entrySet()) {
      Predicate<Reply> taken =
          r ->
              r.is250()
                  && r.subject().startsWith(CANARY + " " + way.getKey())
                  && r.region().equals(way.getValue());
      Duration first = senders.first(killed, taken);
      System.out.printf("first 250 for %s mail at %s: %s%n", way.getKey(), way.getValue(), first);
      assertThat(first).isLessThan(promised);
    }
    jobs = corrected(central, "{\"queue\": \"jobs\"}");
    receiver.behave(Receiver::ok);
  }

  /** Each mail once, on both sides, as people said. */
  void bothHaveAll() {
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
    var all = central.messagesById();
    List<String> subjects = all.values().stream().map(m -> m.get("subject").asString()).toList();
    var accepted = senders.accepted("nordwind.example", "harbour.example");
    assertThat(subjects).doesNotHaveDuplicates();
    assertThat(accepted).containsAll(subjects);
    assertThat(accepted).hasSize(subjects.size() + 1); // but for what was erased
    assertThat(all.get(legal).get("queue").asString()).isEqualTo("legal");
    assertThat(all.get(jobs).get("queue").asString()).isEqualTo("jobs");
  }

  /** Whoever honours keys has for each message the one decision that stands. */
  void effectsShowOneDecision() {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(seen()).containsAllEntriesOf(standing()));
    assertThat(receiver.forged).hasValue(0);
  }

  private Map<String, String> standing() {
    return central.messages().stream()
        .filter(m -> m.get("country").asString().equals("DE"))
        .collect(
            Collectors.toMap(
                m -> m.get("id").asString() + "/tickets", m -> m.get("queue").asString()));
  }

  private Map<String, String> seen() {
    return receiver.decisions.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().path("queue").asString()));
  }

  /** By command, all comes back but what was erased. */
  void isRestoredFromClearCopies() {
    var before = central.messagesById();
    System.out.print(fleet.run("region", "restore", WEST));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(west.messagesById()).isEqualTo(before));
  }

  void nobodyElseHasAWord() throws IOException {
    var files = new FleetFiles(fleet.data());
    assertThat(files.with(new Canary(CANARY)))
        .isNotEmpty()
        .allMatch(file -> Stream.of(WEST, CENTRAL).anyMatch(r -> files.isDatabaseOf(r, file)));
  }
}
