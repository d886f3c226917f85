package dev.postmeridian.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A country moves from one region to another in a running fleet, and the region that hands its mail
 * over is killed on the way.
 */
@Tag("slow")
class LawChangesTest {
  private static final int MAILS = 120;
  private static final String FILE =
      """
      regions:
        us-east-1:
          role: primary
          email_processing_capacity: 1000/minute
          ai_model_tier: "production-optimized"
          data_residency: ["US"%s]
        eu-west-1:
          role: active-secondary
          email_processing_capacity: 800/minute
          ai_model_tier: "latency-optimized"
          data_residency: ["FR"%s]
      mailboxes:
        muster.example: DE
      """;

  @TempDir Path folder;

  @Test
  void everyMailIsWhereTheNewFileHasItAndNowhereElse() throws Exception {
    try (var fleet = RunningFleet.up(folder, FILE.formatted(", \"DE\"", ""))) {
      Set<String> accepted = send(fleet);
      fleet.run("down");
      Files.writeString(folder.resolve("postmeridian.yaml"), FILE.formatted("", ", \"DE\""));
      fleet.up();
      var us = new Api(fleet.region("us-east-1"));
      assertThat(us.refusal("POST", "/v1/residency/apply", "{}")).isEqualTo(200);
      fleet.killNine("us-east-1");
      fleet.up();

      String done = fleet.run("residency", "apply");

      assertThat(done).contains("us-east-1: 0 messages relabelled, ").doesNotContain("still here");
      var eu = new Api(fleet.region("eu-west-1"));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(ids(eu)).containsExactlyInAnyOrderElementsOf(accepted));
      assertThat(ids(us)).isEmpty();
      assertThat(fleet.run("residency", "apply"))
          .contains("us-east-1: 0 messages relabelled, 0 handed");
    }
  }

  private static Set<String> send(RunningFleet fleet) throws IOException {
    var accepted = new TreeSet<String>();
    try (var client = new SmtpClient(fleet.region("us-east-1").smtpPort())) {
      for (int i = 0; i < MAILS; i++) {
        byte[] mail = ("Subject: " + i + "\r\n\r\nHello\r\n").getBytes(US_ASCII);
        String reply = client.send("a@b.example", "hallo@muster.example", mail);
        assertThat(reply).startsWith("250 2.0.0 Accepted as ");
        accepted.add(reply.substring(reply.lastIndexOf(' ') + 1));
      }
    }
    return accepted;
  }

  private static Set<String> ids(Api api) {
    return api.messages().stream().map(m -> m.get("id").asString()).collect(Collectors.toSet());
  }
}
