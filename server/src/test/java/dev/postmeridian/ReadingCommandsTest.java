package dev.postmeridian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.net.httpserver.HttpServer;
import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import dev.postmeridian.cli.FleetFile.RegionEntry;
import dev.postmeridian.console.SampleMail;
import dev.postmeridian.desk.InMemoryDesk;
import dev.postmeridian.desk.ReadingRoom;
import dev.postmeridian.http.BearerToken;
import dev.postmeridian.http.HttpLimits;
import dev.postmeridian.http.MessagesService;
import dev.postmeridian.http.NodeIdentity;
import dev.postmeridian.http.QueuesService;
import dev.postmeridian.http.RegionHttpServer;
import dev.postmeridian.http.RegionState;
import dev.postmeridian.http.StatusService;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The commands that read and correct, on two regions, one of which has two nodes. */
class ReadingCommandsTest {
  private static final String TOKEN = "a-token-for-tests-only";
  private static final String BILLING = SampleMail.id(1).hex();

  @TempDir private Path data;
  private final InMemoryDesk home = SampleMail.desk(8);
  private final InMemoryDesk broken = SampleMail.desk(8);
  private final InMemoryDesk empty = SampleMail.desk(0);
  private final List<RegionHttpServer> servers = new ArrayList<>();

  private record Run(int code, String out, String err) {}

  @BeforeEach
  void start() throws IOException {
    broken.fail(true);
    Path token = data.resolve("token");
    Files.writeString(token, TOKEN);
    var eu = region("eu-west-1", token, serve(broken), serve(home));
    var us = region("us-east-1", token, serve("us-east-1", empty));
    new FleetFile("/none.yaml", "0", List.of(), List.of(us, eu)).write(data);
  }

  @AfterEach
  void stop() {
    servers.forEach(RegionHttpServer::stop);
  }

  private static RegionEntry region(String name, Path token, int... ports) {
    var nodes = new ArrayList<NodeEntry>();
    for (int port : ports) {
      String http = "127.0.0.1:" + port;
      nodes.add(new NodeEntry(nodes.size() + 1, "127.0.0.1:1", "127.0.0.1:1", http, 1, "boot/1"));
    }
    return new RegionEntry(name, token.toString(), nodes);
  }

  private int serve(InMemoryDesk desk) {
    return serve("eu-west-1", desk);
  }

  private int serve(String region, InMemoryDesk desk) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var messages = new MessagesService(desk, new ReadingRoom(desk), SampleMail.queueNames());
    var name = new RegionName(region);
    var queues = new QueuesService(name, desk);
    var node = new NodeIdentity(name, ModelTier.GDPR_COMPLIANT, "1", "c");
    var status = new StatusService(node, desk, () -> RegionState.READY);
    var server =
        new RegionHttpServer(
                address,
                HttpLimits.DEFAULT,
                new BearerToken(TOKEN),
                List.of(),
                List.of(messages, queues, status))
            .start();
    servers.add(server);
    return server.port();
  }

  private Run run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var all = new ArrayList<>(List.of(arguments));
    all.add("--data");
    all.add(data.toString());
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }

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
  void signsAreNoWordsToLookFor() {
    for (String none : List.of("\"", "(", "%", "*", "- +", "🙂")) {
      Run search = run("messages", "search", none);
      assertThat(search.code()).as(none).isEqualTo(2);
      assertThat(search.err()).contains("There is no word to look for");
    }
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
  void aCommandOfAGroupIsPointedToByItsOwnNameToo() {
    assertThat(run("show", BILLING).err()).contains("Did you mean: postmeridian messages show?");
    assertThat(run("search", "x").err()).contains("Did you mean: postmeridian messages search?");
    assertThat(run("list").err())
        .contains("Did you mean: postmeridian messages list or postmeridian queues list?");
    assertThat(run("stauts").err()).contains("Did you mean: postmeridian status?");
    assertThat(run("generat").err()).doesNotContain("generate-completion");
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
  void anIdThatSeveralMessagesShareIsRefused() {
    hold(home, "abcd" + "0".repeat(28));
    assertThat(run("messages", "show", "abcd").code()).isZero();
    hold(empty, "abcd" + "1".repeat(28));
    Run elsewhere = run("messages", "show", "abcd");
    assertThat(elsewhere.code()).isEqualTo(2);
    assertThat(elsewhere.err()).contains("Several", "abcd" + "1".repeat(28), "Write more of it.");
    hold(home, "abcd" + "2".repeat(28));
    Run here = run("correct", "abcd", "--junk", "no");
    assertThat(here.code()).isEqualTo(2);
    assertThat(here.err()).contains("Several messages", "Send more of it");
  }

  @Test
  void anIdOfTooFewDigitsIsNotCalledUnknown() {
    for (String id : List.of("", "abc", "no id", "0".repeat(33))) {
      Run show = run("messages", "show", id);
      assertThat(show.code()).isEqualTo(2);
      assertThat(show.err()).contains("'" + id + "' is no message's id", "4 to 32 of its digits");
    }
  }

  @Test
  void mailThatWasNotTriagedYetIsNotSaidToHaveNoSubject() {
    hold(home, "abcd" + "0".repeat(28), Optional.empty());
    assertThat(run("messages", "list").out()).containsOnlyOnce("(not read yet)");
    assertThat(run("messages", "show", "abcd").out()).contains("(not read yet)");
  }

  private static void hold(InMemoryDesk desk, String id) {
    hold(desk, id, Optional.of("no header"));
  }

  private static void hold(InMemoryDesk desk, String id, Optional<String> quarantine) {
    desk.hold(
        new MessageId(id),
        new Country("DE"),
        "ada@mail.example",
        "bob@sender.example",
        Instant.now(),
        new byte[0],
        Optional.empty(),
        Optional.empty(),
        quarantine);
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
  void aValueThatCannotBeIsOneErrorThatListsThoseThatCan() {
    Run priority = run("messages", "list", "--priority", "foo");
    assertThat(priority.code()).isEqualTo(2);
    assertThat(priority.err()).contains("low, normal, high, urgent").doesNotContain("Usage:");
    Run language = run("messages", "list", "--language", "xx");
    assertThat(language.code()).isEqualTo(2);
    assertThat(language.err()).contains("'language'", "such as de or ja");
    Run queue = run("messages", "list", "--queue", "nope");
    assertThat(queue.code()).isEqualTo(2);
    assertThat(queue.err()).containsOnlyOnce("no queue of that name").contains("Billing");
  }

  @Test
  void aWrongTokenIsOneErrorForAllRegions() throws IOException {
    Files.writeString(data.resolve("token"), "another-token-altogether");
    Run list = run("messages", "list");
    assertThat(list.code()).isEqualTo(69);
    assertThat(list.err()).containsOnlyOnce("not this region's").contains("us-east-1, eu-west-1");
  }

  @Test
  void aFileThatHoldsNoTokenIsNotRepeated() throws IOException {
    Path file = Files.writeString(data.resolve("mail.eml"), "From: ada@b.example\n\nsecret\n");
    Run list = run("messages", "list", "--url", "http://127.0.0.1:1", "--token-file", file + "");
    assertThat(list.code()).isEqualTo(69);
    assertThat(list.err()).contains(file + " holds no token").doesNotContain("secret", "ada");
  }

  @Test
  void aTokenThatCannotBeReadLeavesOutItsRegionOnly() throws IOException {
    var us = region("us-east-1", data.resolve("gone"), serve(empty));
    var eu = region("eu-west-1", data.resolve("token"), serve(home));
    new FleetFile("/none.yaml", "0", List.of(), List.of(us, eu)).write(data);
    Run list = run("messages", "list");
    assertThat(list.code()).as(list.err()).isZero();
    assertThat(list.out()).contains(BILLING.substring(0, 8));
    assertThat(list.err()).contains("left out: us-east-1: The token file", "there is no such file");
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
  void aCommandThatIsUnknownHasNoHelp() {
    Run unknown = run("token", "--help");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("token");
    assertThat(run("messages", "--help").out()).doesNotContain("Start here");
  }

  @Test
  void helpIsACommandTooAndWhoNamesNoCommandIsShownThem() {
    assertThat(run("help", "messages", "list").code()).isEqualTo(2); // it has no --data
    var out = new StringWriter();
    int code = Main.commandLine().setOut(new PrintWriter(out)).execute("help", "messages", "list");
    assertThat(code).isZero();
    assertThat(out.toString()).contains("Lists messages of every region", "--queue");
    assertThat(Main.commandLine().setOut(new PrintWriter(out)).execute("queues", "help")).isZero();
    assertThat(out.toString()).contains("Shows the queues and what waits in them");
    var err = new StringWriter();
    assertThat(Main.commandLine().setErr(new PrintWriter(err)).execute()).isEqualTo(2);
    assertThat(err.toString()).contains("Start here");
    assertThat(Main.commandLine().setErr(new PrintWriter(err)).execute("help", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("'x' is unknown here");
  }

  @Test
  void aListOfNothingIsRefused() {
    for (String list : List.of("queues", "messages")) {
      assertThat(run(list, "list", "--limit", "0").err()).contains("--limit must be at least 1");
    }
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
  void aRemoteRegionIsTheOneThatIsNamedOrNothingIsDone() {
    String[][] commands = {
      {"correct", BILLING, "--priority", "low"},
      {"messages", "list"},
      {"messages", "show", BILLING},
      {"queues", "list"},
      {"status"},
      {"send", "--to", "ada@a.example", "--eml", data.resolve("token").toString()}
    };
    for (String[] command : commands) {
      Run refused = remote("mars", command);
      assertThat(refused.code()).as(command[0]).isEqualTo(2);
      assertThat(refused.err()).contains(url() + " is eu-west-1, not mars");
    }
    assertThat(home.find("ada", SampleMail.id(1)).orElseThrow().summary().corrected()).isFalse();
    assertThat(remote("eu-west-1", "messages", "list").out()).contains(BILLING.substring(0, 8));
    assertThat(remote("", "correct", BILLING, "--priority", "low").out())
        .contains("Corrected in eu-west-1:");
  }

  private String url() {
    return "http://127.0.0.1:" + servers.get(1).port();
  }

  private Run remote(String region, String... command) {
    var words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--url", url(), "--token-file", data.resolve("token").toString()));
    if (!region.isEmpty()) {
      words.addAll(List.of("--region", region));
    }
    return run(words.toArray(String[]::new));
  }

  @Test
  void whereOneRegionAloneWasAskedThatIsSaid() {
    String none = "0".repeat(32);
    assertThat(run("messages", "show", none).err()).contains("No region has a message " + none);
    assertThat(run("messages", "show", BILLING, "--region", "us-east-1").err())
        .contains("us-east-1 has no message " + BILLING, "leave --region away")
        .doesNotContain("No region has");
    assertThat(remote("", "messages", "show", none).err())
        .contains(url() + " has no message", "No other region was asked.");
  }

  @Test
  void anAddressWithoutASchemeOrATokenFileThatIsMissingSaysWhatToWrite() {
    Run scheme = run("status", "--url", "127.0.0.1:30535", "--token-file", "/nope");
    assertThat(scheme.err()).contains("needs http:// or https:// in front: http://127.0.0.1:30535");
    assertThat(
            run("status", "--url", "http://a b", "--token-file", data.resolve("token") + "").err())
        .contains("'http://a b' is not where HTTP is spoken");
    Run token = run("messages", "list", "--url", url(), "--token-file", "/nope");
    assertThat(token.code()).isEqualTo(69);
    assertThat(token.err())
        .contains("The token file /nope cannot be read")
        .doesNotContain("See to it", "No region answered");
  }

  @Test
  void aCommandThatStandsAloneIsPointedToFromAGroupEvenForHelp() {
    Run correct = run("messages", "correct", "--help");
    assertThat(correct.code()).isEqualTo(2);
    assertThat(correct.err())
        .contains("'correct' is unknown here", "Did you mean: postmeridian correct?");
    Run undo = run("messages", "undo", "--help");
    assertThat(undo.code()).isEqualTo(2);
    assertThat(undo.err()).contains("'undo' is unknown here");
    assertThat(run("correct", "--help").out()).contains("the key u of the console");
  }

  @Test
  void aStatementToRunEndsAsItMust() {
    assertThat(Main.sentence("ALTER DATABASE x SET y = 'z';")).endsWith("'z';");
    assertThat(Main.sentence("It is so")).isEqualTo("It is so.");
  }

  @Test
  void aTokenFileWithoutItsRegionIsNotSilentlyLeftAside() {
    for (String[] command : new String[][] {{"messages", "list"}, {"status"}, {"queues", "list"}}) {
      var words = new ArrayList<>(List.of(command));
      words.addAll(List.of("--token-file", "/nope"));
      Run refused = run(words.toArray(String[]::new));
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err()).contains("name that with --url, too");
    }
  }

  @Test
  void aSearchWordMayBeginWithADash() {
    Run search = run("messages", "search", "-Users", "rechnung");
    assertThat(search.code()).as(search.err()).isZero();
    Run typo = run("messages", "search", "rechnung", "--limt", "3");
    assertThat(typo.code()).isEqualTo(2);
    assertThat(typo.err()).contains("--limt");
  }

  @Test
  void aPathThatIsEmptyIsRefusedAndNotTheCurrentFolder() {
    for (String[] command :
        new String[][] {
          {"up", "--data", ""},
          {"down", "--data", ""},
          {"up", "--config", " "},
          {"send", "--eml", ""}
        }) {
      Run refused = run(command);
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err()).contains("it is empty; write a path, or leave it out");
    }
  }

  @Test
  void everyQueueNamesItsRegion() {
    assertThat(run("queues", "list", "--json").out().lines())
        .hasSize(16)
        .allMatch(line -> line.matches(".*\"region\":\"(eu-west-1|us-east-1)\".*"));
  }
}
