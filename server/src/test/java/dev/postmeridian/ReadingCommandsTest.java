package dev.postmeridian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.net.httpserver.HttpServer;
import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.console.SampleMail;
import dev.postmeridian.mail.MessageId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The commands that read and correct. */
class ReadingCommandsTest extends TwoRegions {
  @Test
  void whereOneNodesDatabaseIsDownAnotherNodeIsAsked() {
    Run list = run("messages", "list", "--queue", "Billing");
    assertThat(list.code()).as(list.err()).isZero();
    assertThat(list.err()).isEmpty();
    assertThat(list.out()).contains(BILLING.substring(0, 8));
  }

  @Test
  void aRegionThatCannotBeAskedIsNamedAndTheRestGoesOn() {
    servers.getLast().stop();
    Run list = run("messages", "list");
    assertThat(list.code()).isZero();
    assertThat(list.err()).contains("left out: us-east-1").contains("nothing listens there");
    home.fail(true);
    Run none = run("messages", "list");
    assertThat(none.code()).isEqualTo(69);
    assertThat(none.err()).contains("eu-west-1", "us-east-1", "./postmeridian up --data " + data);
  }

  @Test
  void aNodeThatHangsHoldsNoCommand() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    try (var hung = new ServerSocket(0, 50, loopback)) {
      Path token = data.resolve("token");
      int port = hung.getLocalPort();
      var eu = region("eu-west-1", token, port, servers.get(1).port());
      new FleetFile("/none.yaml", "0", List.of(), List.of(region("us-east-1", token, port), eu))
          .write(data);

      Run list = assertTimeout(Duration.ofSeconds(30), () -> run("messages", "list"));

      assertThat(list.code()).isZero();
      assertThat(list.err()).contains("left out: us-east-1: no answer").doesNotContain("eu-west");
      assertThat(list.out()).contains(BILLING.substring(0, 8));
    }
  }

  @Test
  void mailOfARegionThatIsDownIsNotCalledUnknown() {
    home.fail(true);
    Run show = run("messages", "show", BILLING);
    assertThat(show.code()).isEqualTo(69);
    assertThat(show.err()).contains("may have it", "eu-west-1", "./postmeridian up");
    home.fail(false);
    assertThat(run("messages", "show", "0".repeat(32)).code()).isEqualTo(1);
  }

  @Test
  void showTellsTextDecisionAndHistory() {
    String out = run("messages", "show", BILLING).out();
    assertThat(out)
        .contains("Queue       Billing (second Legal)")
        .contains("Needs reply yes")
        .contains("Confidence  94% that the queue is right")
        .contains("rechnung 4711")
        .contains("History")
        .contains("smtp: accepted")
        .contains("überfällig");
    assertThat(run("messages", "show", SampleMail.id(7).hex()).out())
        .contains("Quarantined these bytes are no message");
  }

  @Test
  void mailInReviewShowsTheClosestQueue() {
    assertThat(run("messages", "list", "--queue", "review").out()).contains("review 41%");
    assertThat(run("messages", "show", SampleMail.id(6).hex()).out())
        .contains("Queue       review (closest Legal)");
    assertThat(run("messages", "list", "--queue", "review", "--json").out())
        .contains("\"queue\":\"review\",\"closest_queue\":\"Legal\"");
    assertThat(run("messages", "list", "--queue", "Billing", "--json").out())
        .contains("\"closest_queue\":null");
  }

  @Test
  void showTellsHowManyMessagesItsThreadHasAndWhich() {
    MessageId other = SampleMail.arrive(home, 9);
    assertThat(run("messages", "show", BILLING).out())
        .contains("Thread      2 messages; beside this one", other.hex().substring(0, 8));
    assertThat(run("messages", "show", SampleMail.id(6).hex()).out()).doesNotContain("Thread");
  }

  @Test
  void theListFitsATerminalAndItsShortIdsNameMessages() {
    String table = run("messages", "list").out();
    assertThat(table.lines()).allSatisfy(line -> assertThat(line.length()).isBetween(1, 100));
    String id = BILLING.substring(0, 8);
    assertThat(table).contains(id).doesNotContain(BILLING);
    assertThat(run("messages", "show", id.toUpperCase(Locale.ROOT)).out()).contains("überfällig");
    assertThat(run("messages", "show", id, "--raw").code()).isZero();
    assertThat(run("correct", id, "--priority", "low").out()).contains("priority low");
    assertThat(run("messages", "list").out()).contains("Billing corrected");
  }

  @Test
  void mailThatWasNotTriagedYetIsNotSaidToHaveNoSubject() {
    hold(home, "abcd" + "0".repeat(28), Optional.empty());
    assertThat(run("messages", "list").out()).containsOnlyOnce("(not read yet)");
    assertThat(run("messages", "show", "abcd").out()).contains("(not read yet)");
  }

  @Test
  void whatAPersonSaidIsShownBesideWhatTheModelSaid() {
    assertThat(run("correct", BILLING, "--junk", "yes").out()).contains("queue junk");
    assertThat(run("messages", "show", BILLING).out())
        .contains("the model had said queue Billing", "junk ham", "needs reply yes")
        .contains("Confidence  a person decided")
        .doesNotContain("that the queue is right");
    assertThat(run("messages", "show", BILLING, "--json").out())
        .contains("\"confidence\":null,\"confidence_of\":null");
    assertThat(run("correct", BILLING, "--needs-reply", "no").out()).contains("needs reply no");
    Run both = run("correct", BILLING, "--junk", "yes", "--queue", "Sales");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("contradict");
  }

  @Test
  void whatIsDoneIsSaidAndListedApart() {
    String id = BILLING.substring(0, 8);
    assertThat(run("messages", "list", "--done", "no").out()).contains(id);
    assertThat(run("correct", BILLING, "--done", "yes").out()).contains("done yes");
    assertThat(run("messages", "list", "--done", "no").out()).doesNotContain(id);
    assertThat(run("messages", "list", "--done", "yes", "--language", "de").out())
        .contains(id, " done ");
    assertThat(run("messages", "list", "--json").out()).contains("\"done\":true");
    assertThat(run("messages", "show", BILLING).out()).contains("Done        by admin, ");
    assertThat(run("correct", BILLING, "--done", "no").out()).contains("done no");
  }

  @Test
  void whatPressesMostComesFirstOverAllRegionsAndOfSeveralPriorities() {
    var priorities =
        run("messages", "list", "--json", "--order", "pressing", "--priority", "urgent,high,low")
            .out()
            .lines()
            .map(line -> new JsonMapper().readTree(line).path("priority").asString())
            .toList();
    var order = List.of("urgent", "high", "low");
    assertThat(priorities).contains("urgent", "high").isSubsetOf(order);
    assertThat(priorities).isSortedAccordingTo(Comparator.comparingInt(order::indexOf));
    run("correct", BILLING, "--junk", "yes", "--priority", "urgent");
    assertThat(run("messages", "list", "--json", "--order", "pressing").out().lines().toList())
        .last()
        .asString()
        .contains(BILLING);
  }

  @Test
  void aMessageThatMovesBetweenTwoPagesIsListedOnce() throws IOException {
    var pages = new ArrayDeque<String>();
    pages.add(page("a", "b").replace("]", "], \"next\": \"0-1-b\""));
    pages.add(page("b", "c"));
    var region = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    region.createContext(
        "/v1/messages/search",
        asked -> {
          byte[] page = pages.remove().getBytes(StandardCharsets.UTF_8);
          asked.sendResponseHeaders(200, page.length);
          asked.getResponseBody().write(page);
          asked.close();
        });
    region.start();
    try {
      String url = "http://127.0.0.1:" + region.getAddress().getPort();
      String token = data.resolve("token").toString();
      var list =
          run(
              "messages",
              "list",
              "--json",
              "--order=pressing",
              "--url",
              url,
              "--token-file",
              token);
      assertThat(list.out().lines().map(line -> new JsonMapper().readTree(line)))
          .as(list.err())
          .extracting(message -> message.path("id").asString())
          .containsExactly("a", "b", "c");
    } finally {
      region.stop(0);
    }
  }

  private static String page(String... ids) {
    return Stream.of(ids)
        .map(id -> "{\"id\": \"" + id + "\", \"priority\": \"high\"}")
        .collect(Collectors.joining(", ", "{\"messages\": [", "]}"));
  }

  @Test
  void aSearchThatFindsNothingSaysHowToSearch() {
    assertThat(run("messages", "search", "zzz").out())
        .contains("messages search --help")
        .doesNotContain("send");
    assertThat(run("messages", "list", "--queue", "Legal", "--state", "quarantined").out())
        .contains("./postmeridian messages list --data " + data + " lists all");
    assertThat(run("messages", "search", " ").code()).isEqualTo(2);
  }

  @Test
  void aListThatStopsSaysThatThereIsMore() {
    assertThat(run("messages", "list", "--limit", "7").out())
        .contains("These are the first 7; there are more (--limit N lists N).");
    assertThat(run("messages", "list", "--limit", "8").out()).doesNotContain("there are more");
    assertThat(run("messages", "list", "--limit", "2147483647").out()).contains("ID");
    assertThat(run("messages", "list", "--limit", "7", "--json").out().lines()).hasSize(7);
  }

  @Test
  void aListIsNarrowedToAMailbox() {
    String mailbox = home.find("ada", SampleMail.id(1)).orElseThrow().summary().mailbox();
    assertThat(run("messages", "list", "--mailbox", mailbox).out())
        .contains(BILLING.substring(0, 8));
    Run domain = run("messages", "list", "--mailbox", "acme.example");
    assertThat(domain.code()).isEqualTo(2);
    assertThat(domain.err()).contains("is not an address", "such as name@acme.example");
    assertThat(run("messages", "search", "rechnung", "--mailbox", "nobody@x.example").out())
        .contains("No message has these words");
  }

  @Test
  void everyQueueNamesItsRegion() {
    assertThat(run("queues", "list", "--json").out().lines())
        .hasSize(16)
        .allMatch(line -> line.matches(".*\"region\":\"(eu-west-1|us-east-1)\".*"));
  }
}
