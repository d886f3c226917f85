package dev.postmeridian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.FleetFile.MailDomain;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import dev.postmeridian.cli.FleetFile.RegionEntry;
import dev.postmeridian.fleet.Cli;
import dev.postmeridian.http.IntakeServer;
import dev.postmeridian.intake.IntakeFixture;
import dev.postmeridian.intake.IntakeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code send} to two regions, one of which is dead. */
class SendCommandTest {
  private static final int NOBODY = 1;

  @TempDir private Path folder;
  private final IntakeServer server = new IntakeServer(new IntakeLimits(1 << 20, 1 << 24, 50));
  private final IntakeFixture fixture = server.fixture;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("token"), IntakeServer.TOKEN);
    new FleetFile(
            "/none.yaml",
            "0",
            List.of(new MailDomain("acme.example", "US"), new MailDomain("muster.example", "DE")),
            List.of(region("us-east-1", server.port()), region("eu-west-1", NOBODY)))
        .write(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aDeadRegionsMailIsGivenUpWhileTheRestGoesOnAndTheAdviceNamesTheSeed() {
    var result = send("--sample", "60", "--seed", "7", "--wait", "1");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(fixture.log.messages()).hasSizeBetween(10, 50);
    assertThat(result.out()).contains("Accepted " + fixture.log.messages().size() + " of 60");
    assertThat(result.err())
        .contains("eu-west-1: no answer from 127.0.0.1:1 (nothing listens there)")
        .contains("Its mail waits up to 1 s; the rest goes on.")
        .contains("./postmeridian send --sample 60 --seed 7 --data " + folder);
  }

  @Test
  void whatCannotBeMeantIsRefusedBeforeAnythingIsSent() throws Exception {
    var noise = Files.writeString(folder.resolve("noise.mbox"), "no mail at all\n").toString();

    assertThat(send("--sample", "0").err()).contains("write a number from 1");
    assertThat(send("--sample", "5", "--to", "not an address").err()).contains("is no address");
    assertThat(send("--sample", "5", "--from", "x").err()).contains("'x' is no address");
    assertThat(send("--sample", "5", "--from", "x").exitCode()).isEqualTo(2);
    var empty = send("--mbox", noise, "--to", "desk@acme.example");
    assertThat(empty.err()).contains("There is no mail in " + noise);
    assertThat(empty.exitCode()).isEqualTo(1);
    assertThat(fixture.log.messages()).isEmpty();
  }

  @Test
  void whatWasNotSentIsNamedWithItsReasonAndTheRestIsSent() throws Exception {
    var mails = Files.createDirectories(folder.resolve("mails"));
    Files.writeString(mails.resolve("big.eml"), "x".repeat((1 << 20) + 1));
    Files.createSymbolicLink(mails.resolve("gone.eml"), mails.resolve("nowhere"));
    Files.writeString(mails.resolve("none.eml"), "");
    Files.writeString(mails.resolve("some.eml"), "Subject: hi\n\nhello\n");
    Files.writeString(mails.resolve("password"), "s3cret\n");

    var result = send("--dir", mails.toString(), "--to", "desk@acme.example", "--json");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(fixture.log.messages()).hasSize(2);
    assertThat(result.out())
        .contains(
            "big.eml\",\"region\":\"us-east-1\"", "gone.eml\",\"region\":\"\"", "\"accepted\":2")
        .contains("\"skipped\":1,\"skipped_files\":[\"" + mails.resolve("password"));
    assertThat(result.err())
        .contains("skipped 1 file that is no mail: " + mails.resolve("password"))
        .contains("gone.eml: cannot be read: it is a link to nothing.")
        .contains("big.eml: us-east-1: Mail too large", "than the 1 MiB", "limits.message_size")
        .doesNotContain("run the same command again");
  }

  @Test
  void samplesForOneRegionAreForMailboxesThatItMayTake() {
    var result = send("--sample", "20", "--seed", "7", "--region", "us-east-1");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(fixture.log.messages()).hasSize(20);
  }

  @Test
  void samplesForARemoteRegionNeedARecipientAndLeaveNothingBehind() throws Exception {
    String url = "http://127.0.0.1:" + server.port();
    String token = folder.resolve("token").toString();
    var nobody = send("--sample", "2", "--url", url, "--token-file", token);
    assertThat(nobody.exitCode()).isEqualTo(2);
    assertThat(nobody.err()).contains("does not tell whose mail it gets", "--to ADDRESS");
    assertThat(send("--sample", "2", "--url", "ftp://a", "--token-file", token).err())
        .contains("Write http://host:8425");
    assertThat(send("--sample", "0", "--to", "desk@acme.example").exitCode()).isEqualTo(2);
    assertThat(folder.resolve("send")).doesNotExist();
  }

  @Test
  void aFileThatIsAnMboxIsSentMailByMail() throws Exception {
    var mails = Files.createDirectories(folder.resolve("mails"));
    String mail = "From a@b.example Mon Jan  1 00:00:00 2026\nSubject: %d\n\nhello\n\n";
    Files.writeString(mails.resolve("box"), mail.formatted(1) + mail.formatted(2));
    var result = send("--dir", mails.toString(), "--to", "desk@acme.example");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(fixture.log.messages()).hasSize(2);
  }

  @Test
  void theNextStepNamesTheSameFleet() {
    assertThat(send("--sample", "3", "--to", "desk@acme.example").out())
        .contains("Next: ./postmeridian messages list --data " + folder);
  }

  private Cli.Result send(String... arguments) {
    var all = new java.util.ArrayList<>(List.of("send", "--data", folder.toString()));
    all.addAll(List.of(arguments));
    return Cli.run(all.toArray(String[]::new));
  }

  private RegionEntry region(String name, int http) {
    var node =
        new NodeEntry(
            1, "127.0.0.1:1", "127.0.0.1:1", "127.0.0.1:" + http, "127.0.0.1:1", 1, "boot/1");
    return new RegionEntry(name, folder.resolve("token").toString(), List.of(node));
  }
}
