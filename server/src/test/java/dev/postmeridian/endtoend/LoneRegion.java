package dev.postmeridian.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.endtoend.Senders.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Mail of countries that one region alone may process, and what is promised of it when that dies:
 * one country's senders keep their mail, another's is taken sealed by the holder of copies, and
 * what the region loses it gets back from sealed copies.
 */
final class LoneRegion {
  /**
   * Who takes part.
   *
   * @param region the only lawful one
   * @param holder of its sealed copies
   * @param other one that holds none
   * @param sealing a domain whose mail is sealed while the region is down
   * @param holding one whose mail is held
   */
  record Cast(String region, String holder, String other, String sealing, String holding) {
    String sealed() {
      return CANARY + "@" + sealing;
    }

    String held() {
      return CANARY + "@" + holding;
    }
  }

  private static final String CANARY = "Zaunkoenig7Xk2";
  private final Cast cast;
  private final RunningFleet fleet;
  private final Senders senders;
  private final Path folder;
  private final Api api;
  private String corrected = "";
  private long escrowedAt;
  private Map<String, JsonNode> before = Map.of();

  LoneRegion(Cast cast, RunningFleet fleet, Senders senders, Path folder) {
    this.cast = cast;
    this.fleet = fleet;
    this.senders = senders;
    this.folder = folder;
    this.api = new Api(fleet.region(cast.region()));
  }

  /** Without escrow nothing is sealed: what only a lost key opens would be lost with it. */
  void escrow() throws IOException {
    Files.writeString(folder.resolve("passphrase"), "correct horse battery\n");
    keys("export", "--region", cast.region(), "--to", folder.resolve("its.keys").toString());
    escrowedAt = System.nanoTime();
  }

  private void keys(String... arguments) {
    fleet.run(
        Stream.of(
                Stream.of("keys"),
                Stream.of(arguments),
                Stream.of("--passphrase-file", folder.resolve("passphrase").toString()))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  void pour() {
    senders.pour(CANARY + " direct", cast.sealed(), 3, cast.region(), cast.holder());
    senders.pour(CANARY + " abroad", cast.sealed(), 2, cast.holder());
    senders.pour(CANARY + " island", cast.held(), 1, cast.region(), cast.holder());
    senders.pour(CANARY + " far", cast.sealed(), 1, cast.other());
  }

  void peopleCorrect() {
    corrected = correct("{\"queue\": \"legal\"}");
    correct("{\"junk\": \"spam\"}");
  }

  private String correct(String word) {
    String id = api.triaged(_ -> true);
    api.correct(id, word);
    return id;
  }

  /** Holders of copies ask each 15 s for the key, and whether it is escrowed. */
  void holderKnows() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> System.nanoTime() - escrowedAt > Duration.ofSeconds(17).toNanos());
  }

  void isHeldOrSealed(long killed, Duration promised) {
    Predicate<Reply> held = refused(cast.held(), cast.holder());
    Predicate<Reply> sealed =
        r -> r.answer().filter(a -> a.reply().contains("sealed for " + cast.region())).isPresent();
    Predicate<Reply> noHolder = refused(cast.sealed(), cast.other());
    for (var outcome :
        Map.of("held", held, "sealed", sealed, "not a holder", noHolder).entrySet()) {
      Duration first = senders.first(killed, outcome.getValue());
      System.out.printf("%s after %s%n", outcome.getKey(), first);
      assertThat(first).as(outcome.getKey()).isLessThan(promised);
    }
  }

  private static Predicate<Reply> refused(String to, String at) {
    return r -> r.is451AtRcpt() && r.to().equals(to) && r.region().equals(at);
  }

  /** Each mail is there once, as people said, and what would be lost with it is nothing. */
  void hasAll() {
    var accepted = senders.accepted(cast.sealing(), cast.holding());
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> {
          var all = api.messages();
          assertThat(all).extracting(m -> m.get("state").asString()).containsOnly("triaged");
          assertThat(all).hasSize(accepted.size() - 1); // but for what was erased
        });
    before = api.messagesById();
    assertThat(before.values())
        .extracting(m -> m.get("subject").asString())
        .doesNotHaveDuplicates()
        .isSubsetOf(accepted);
    assertThat(before.get(corrected).get("queue").asString()).isEqualTo("legal");
    await().atMost(Duration.ofSeconds(30)).until(this::isCopied);
  }

  private boolean isCopied() {
    return api.get("/metrics")
        .lines()
        .filter(line -> line.startsWith("postmeridian_replication_lag_records{"))
        .filter(line -> line.contains("peer=\"" + cast.holder() + "\""))
        .allMatch(line -> line.endsWith(" 0.0"));
  }

  void isRestoredFromSealedCopies() {
    keys("import", "--from", folder.resolve("its.keys").toString());
    System.out.print(fleet.run("region", "restore", cast.region()));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(api.messagesById()).isEqualTo(before));
  }

  void nobodyElseHasAWord() throws IOException {
    var files = new FleetFiles(fleet.data());
    assertThat(files.with(new Canary(CANARY)))
        .isNotEmpty()
        .allMatch(file -> files.isDatabaseOf(cast.region(), file));
  }
}
