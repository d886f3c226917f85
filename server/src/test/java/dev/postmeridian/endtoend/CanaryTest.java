package dev.postmeridian.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A string planted in content, subject and addresses of one region's mail is found in that region's
 * database, and in no log, metric, process argument or other region's file: not when mail is
 * triaged, quarantined, refused or searched for, nor when a database or a whole region dies.
 */
class CanaryTest {
  private static final String STEM = "Kanarienvogel";
  private static final Map<String, String> DOMAIN_OF = ThreeRegions.DOMAIN_OF;
  private static final List<String> REGIONS = List.copyOf(DOMAIN_OF.keySet());

  @TempDir Path folder;

  @Test
  void aMailsWordsAreInItsOwnRegionsDatabaseAndNowhereElse() throws Exception {
    try (RunningFleet fleet = RunningFleet.up(folder, ThreeRegions.YAML)) {
      for (String region : REGIONS) {
        plant(fleet, region);
      }
      for (String region : REGIONS) {
        allDealtWith(fleet, region);
        searchedFor(fleet, region);
        askedForInVain(fleet, region);
      }
      whileTheDatabaseDies(fleet, REGIONS.getFirst());
      fleet.killNine(REGIONS.getLast());
      fleet.up();
      onlyWhereTheyBelong(fleet);
    }
  }

  private static void onlyWhereTheyBelong(RunningFleet fleet) throws IOException {
    var files = new FleetFiles(fleet.data());
    List<Path> suspects = files.with(new Canary(STEM));
    List<String> words = Stream.concat(metrics(fleet), arguments()).toList();
    for (String region : REGIONS) {
      Canary canary = canaryOf(region);
      assertThat(suspects.stream().filter(file -> canary.isIn(FleetFiles.bytes(file))))
          .as("files with %s's canary", region)
          .isNotEmpty()
          .allSatisfy(file -> assertThat(files.isDatabaseOf(region, file)).isTrue());
      assertThat(words).noneMatch(text -> canary.isIn(text.getBytes(UTF_8)));
    }
  }

  private static Canary canaryOf(String region) {
    return new Canary(STEM + region.replace("-", "") + "Zq7");
  }

  private void plant(RunningFleet fleet, String region) throws IOException {
    String word = canaryOf(region).word();
    String to = word + "@" + DOMAIN_OF.get(region);
    byte[] mail = mail(word, to);
    try (var client = new SmtpClient(fleet.region(region).smtpPort())) {
      String from = word + "@sender.example";
      assertThat(client.send(from, to, mail)).startsWith("250");
      assertThat(client.send(from, to, noMessage(word))).startsWith("250");
    }
    broughtElsewhere(fleet, region, word, to, mail);
  }

  // the word in every part of a mail, plain and encoded
  static byte[] mail(String word, String to) {
    String encoded = Base64.getMimeEncoder().encodeToString(word.getBytes(UTF_8));
    return """
    From: %1$s <%1$s@sender.example>
    To: <%2$s>
    Subject: %1$s =?utf-8?B?%3$s?=
    Message-ID: <%1$s@sender.example>
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=part

    --part

    Dear desk, %1$s is my name. Please answer at https://%1$s.example/%1$s by Friday.
    --part
    Content-Type: text/html; charset=%1$s

    <p>%1$s <a href="https://%1$s.example">%1$s</a>
    --part
    Content-Type: application/octet-stream; name="%1$s.bin"
    Content-Transfer-Encoding: base64

    %3$s
    --part--
    """
        .formatted(word, to, encoded)
        .replace("\n", "\r\n")
        .getBytes(US_ASCII);
  }

  // what can't be read is quarantined, with a reason that must not quote it
  private static byte[] noMessage(String word) {
    return ("\u0001\u0002\u0000\u0003".repeat(50) + word).getBytes(US_ASCII);
  }

  // another region hears the addresses of mail it may not process, and passes some of it on; it
  // must
  // forget all of it
  private void broughtElsewhere(
      RunningFleet fleet, String region, String word, String to, byte[] mail) throws IOException {
    // only a gdpr-compliant region serves these: nothing of their mail passes through others
    String expected = region.equals("eu-west-1") ? "451" : "250";
    for (String other : DOMAIN_OF.keySet()) {
      if (!other.equals(region)) {
        int port = fleet.region(other).smtpPort();
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> sent(port, word + "@sender.example", to, mail).startsWith(expected));
        sent(port, word, word + "@nowhere.example", mail);
      }
    }
  }

  private static String sent(int port, String from, String to, byte[] mail) throws IOException {
    try (var client = new SmtpClient(port)) {
      return client.send(from, to, mail);
    }
  }

  private void allDealtWith(RunningFleet fleet, String region) {
    Api api = new Api(fleet.region(region));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.count("triaged") == 1 && api.count("quarantined") == 1);
    assertThat(api.messages())
        .extracting(m -> m.get("subject").asString())
        .anyMatch(subject -> subject.contains(canaryOf(region).word()));
  }

  // what people type in a search box must not end in a log either
  private void searchedFor(RunningFleet fleet, String region) {
    Api api = new Api(fleet.region(region));
    String word = canaryOf(region).word();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.get("/v1/messages?q=" + word).contains(word));
  }

  // nor what they mistype, nor what they send that is refused
  private void askedForInVain(RunningFleet fleet, String region) {
    Api api = new Api(fleet.region(region));
    String word = canaryOf(region).word();
    assertThat(api.refusal("GET", "/v1/messages/" + word, "")).isBetween(400, 404);
    assertThat(api.refusal("GET", "/" + word + "?" + word + "=" + word, "")).isEqualTo(404);
    assertThat(api.refusal("GET", "/v1/messages?priority=" + word, "")).isEqualTo(400);
    assertThat(api.refusal("POST", "/v1/messages?to=" + word + "@nowhere.example", word))
        .isBetween(400, 499);
    assertThat(api.refusal("POST", "/v1/messages?to=" + word, word)).isBetween(400, 499);
    assertThat(api.refusal("POST", "/login", "token=" + word)).isBetween(400, 499);
  }

  // the database dies under mail that is arriving: it waits or is refused for now, and is accepted
  // once it is back
  private void whileTheDatabaseDies(RunningFleet fleet, String region) {
    fleet.killDatabase(region);
    String word = canaryOf(region).word();
    String to = word + "@" + DOMAIN_OF.get(region);
    List<String> replies = new CopyOnWriteArrayList<>();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          try (var client = new SmtpClient(fleet.region(region).smtpPort())) {
            replies.add(client.send(word + "@late.example", to, mail(word, to)));
            return replies.getLast().startsWith("250");
          }
        });
    assertThat(replies).allMatch(reply -> reply.startsWith("451") || reply.startsWith("250"));
  }

  private static Stream<String> metrics(RunningFleet fleet) {
    return REGIONS.stream().map(region -> new Api(fleet.region(region)).get("/metrics"));
  }

  private static Stream<String> arguments() {
    return ProcessHandle.allProcesses().map(RunningFleet::commandLine);
  }
}
