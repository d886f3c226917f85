package dev.postmeridian.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A string planted in content, subject and addresses of one region's mail is found in that region's
 * database, and in no log, metric, process argument or other region's file.
 */
class CanaryTest {
  private static final Map<String, String> DOMAIN_OF = ThreeRegions.DOMAIN_OF;

  @TempDir Path folder;

  @Test
  void aMailsWordsAreInItsOwnRegionsDatabaseAndNowhereElse() throws Exception {
    try (RunningFleet fleet = RunningFleet.up(folder, ThreeRegions.YAML)) {
      for (String region : DOMAIN_OF.keySet()) {
        plant(fleet, region);
      }
      for (String region : DOMAIN_OF.keySet()) {
        allTriaged(fleet, region);
        askedForAndFailed(fleet, region);
      }
      for (String region : DOMAIN_OF.keySet()) {
        Canary canary = canaryOf(region);
        assertThat(filesWith(fleet.data(), canary))
            .as("files with %s's canary", region)
            .isNotEmpty()
            .allSatisfy(file -> assertThat(isDatabaseOf(region, file)).as(file).isTrue());
        assertThat(metrics(fleet)).noneMatch(text -> canary.isIn(text.getBytes(US_ASCII)));
        assertThat(arguments()).noneMatch(text -> canary.isIn(text.getBytes(US_ASCII)));
      }
    }
  }

  private static Canary canaryOf(String region) {
    return new Canary("Kanarienvogel" + region.replace("-", "") + "Zq7");
  }

  private void plant(RunningFleet fleet, String region) throws IOException {
    String word = canaryOf(region).word();
    String to = word + "@" + DOMAIN_OF.get(region);
    byte[] mail =
        """
        From: %1$s <%1$s@sender.example>
        To: <%2$s>
        Subject: %1$s
        Message-ID: <%1$s@sender.example>

        Dear desk, %1$s is my name. Please answer.
        """
            .formatted(word, to)
            .replace("\n", "\r\n")
            .getBytes(US_ASCII);
    try (var client = new SmtpClient(fleet.region(region).smtpPort())) {
      assertThat(client.send(word + "@sender.example", to, mail)).startsWith("250");
    }
    refusedElsewhere(fleet, region, word, to, mail);
  }

  // another region hears the addresses of mail it may not process; it must forget them
  private void refusedElsewhere(
      RunningFleet fleet, String region, String word, String to, byte[] mail) throws IOException {
    for (String other : DOMAIN_OF.keySet()) {
      if (!other.equals(region)) {
        try (var client = new SmtpClient(fleet.region(other).smtpPort())) {
          assertThat(client.send(word + "@sender.example", to, mail)).startsWith("451");
          client.send(word, word + "@nowhere.example", mail);
        }
      }
    }
  }

  private void allTriaged(RunningFleet fleet, String region) {
    Api api = new Api(fleet.region(region));
    await().atMost(Duration.ofSeconds(30)).until(() -> api.count("triaged") == 1);
    assertThat(api.messages().getFirst().get("subject").asString())
        .isEqualTo(canaryOf(region).word());
  }

  // what people type in a search box must not end in a log either
  private void askedForAndFailed(RunningFleet fleet, String region) {
    Api api = new Api(fleet.region(region));
    String word = canaryOf(region).word();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.get("/v1/messages?q=" + word).contains(word));
  }

  private static List<String> filesWith(Path data, Canary canary) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(data.resolve("binaries")))
          .filter(file -> canary.isIn(bytes(file)))
          .map(file -> data.relativize(file).toString())
          .toList();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0]; // a database's temporary file that is gone again
    }
  }

  private static boolean isDatabaseOf(String region, String file) {
    Path path = Path.of(file);
    return file.contains(region + "/")
        && Stream.of("base", "pg_wal").anyMatch(part -> containsName(path, part));
  }

  private static boolean containsName(Path path, String name) {
    for (Path part : path) {
      if (part.toString().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> metrics(RunningFleet fleet) {
    return DOMAIN_OF.keySet().stream()
        .map(region -> new Api(fleet.region(region)).get("/metrics"))
        .toList();
  }

  private static List<String> arguments() {
    return ProcessHandle.allProcesses().map(RunningFleet::commandLine).toList();
  }
}
