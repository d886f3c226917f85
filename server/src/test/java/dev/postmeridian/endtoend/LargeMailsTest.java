package dev.postmeridian.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many mails of 24 MiB, several at once, at a node whose heap could not hold them all. */
@Tag("slow")
class LargeMailsTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int MAILS = 8;
  private static final int ATTACHMENT_BYTES = 18 << 20;

  @TempDir Path folder;

  @Test
  void manyLargeMailsAreTriagedAndReadAtOnceAndTheNodeLives() throws Exception {
    try (RunningFleet fleet = RunningFleet.up(folder, ThreeRegions.YAML)) {
      var region = fleet.region("us-east-1");
      List<Long> before = pids(fleet);
      var senders = new ArrayList<Thread>();
      for (int i = 0; i < MAILS; i++) {
        byte[] mail = mail(i);
        senders.add(Thread.ofVirtual().start(() -> send(region.smtpPort(), mail)));
      }
      for (Thread sender : senders) {
        sender.join();
      }
      var api = new Api(region);
      readAllAtOnce(region, api);
      await().atMost(Duration.ofMinutes(2)).until(() -> api.count("triaged") == MAILS);
      assertThat(pids(fleet)).containsAll(before);
    }
  }

  // Some find no room, and the node bears them all.
  private static void readAllAtOnce(RunningFleet.RegionStatus region, Api api) throws Exception {
    List<String> ids = api.messages().stream().map(m -> m.get("id").asString()).toList();
    assertThat(ids).hasSize(MAILS);
    String cookie = login(region);
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Integer>>();
      for (String id : ids) {
        for (String path : List.of("/v1/messages/" + id, "/v1/messages/" + id + "/raw")) {
          answers.add(
              readers.submit(
                  () -> status(region, path, "Authorization", "Bearer " + region.token())));
        }
        for (String path : List.of("/messages/" + id, "/messages/" + id + "/raw")) {
          answers.add(readers.submit(() -> status(region, path, "Cookie", cookie)));
        }
      }
      var codes = new ArrayList<Integer>();
      for (Future<Integer> answer : answers) {
        codes.add(answer.get());
      }
      assertThat(codes).containsOnly(200, 503);
    }
    assertThat(api.get("/v1/messages/" + ids.getFirst())).contains("invoice attached");
  }

  private static String login(RunningFleet.RegionStatus region) throws Exception {
    var form =
        HttpRequest.newBuilder(URI.create(region.http() + "/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("token=" + region.token()))
            .build();
    String cookie =
        HTTP.send(form, BodyHandlers.discarding()).headers().firstValue("set-cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private static int status(
      RunningFleet.RegionStatus region, String path, String header, String value) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(region.http() + path))
            .header(header, value)
            .timeout(Duration.ofMinutes(1))
            .build();
    return HTTP.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static List<Long> pids(RunningFleet fleet) {
    return fleet.processes("us-east-1").stream()
        .filter(p -> RunningFleet.commandLine(p).contains("--region us-east-1"))
        .map(ProcessHandle::pid)
        .toList();
  }

  // Told that too much mail is arriving, a sender comes again.
  private static void send(int port, byte[] mail) {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(700 + mail.length % 97 * 10L))
        .until(() -> sentOnce(port, mail));
  }

  private static boolean sentOnce(int port, byte[] mail) throws IOException {
    try (var client = new SmtpClient(port)) {
      return client.send("ada@sender.example", "desk@us.example", mail).startsWith("250");
    }
  }

  private static byte[] mail(int number) throws IOException {
    byte[] attachment = new byte[ATTACHMENT_BYTES + number];
    new Random(number).nextBytes(attachment);
    var mail = new ByteArrayOutputStream();
    String head =
        """
        From: Ada <ada@sender.example>
        Subject: large %d
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=part

        --part
        Content-Type: text/plain

        Please find the invoice attached.
        --part
        Content-Type: application/pdf; name=invoice.pdf
        Content-Transfer-Encoding: base64

        """
            .formatted(number);
    mail.write(head.replace("\n", "\r\n").getBytes(US_ASCII));
    mail.write(Base64.getMimeEncoder().encode(attachment));
    mail.write("\r\n--part--\r\n".getBytes(US_ASCII));
    return mail.toByteArray();
  }
}
