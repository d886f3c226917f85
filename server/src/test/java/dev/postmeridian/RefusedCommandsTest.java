package dev.postmeridian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.console.SampleMail;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What client commands refuse, and what they say to do instead. */
class RefusedCommandsTest extends TwoRegions {
  @Test
  void signsAreNoWordsToLookFor() {
    for (String none : List.of("\"", "(", "%", "*", "- +", "🙂")) {
      Run search = run("messages", "search", none);
      assertThat(search.code()).as(none).isEqualTo(2);
      assertThat(search.err()).contains("There is no word to look for");
    }
  }

  @Test
  void aCommandOfAGroupIsPointedToByItsOwnNameToo() {
    assertThat(run("show", BILLING).err()).contains("Did you mean: postmeridian messages show?");
    assertThat(run("search", "x").err()).contains("Did you mean: postmeridian messages search?");
    assertThat(run("list").err())
        .contains("Did you mean: postmeridian messages list or postmeridian queues list");
    assertThat(run("stauts").err()).contains("Did you mean: postmeridian status");
    assertThat(run("generat").err()).doesNotContain("generate-completion");
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
  void aMessageThatSeveralRegionsHaveIsListedOnce() {
    String id = "beef" + "0".repeat(28);
    hold(home, id);
    hold(empty, id);
    Run list = run("messages", "list", "--json");
    assertThat(list.out().lines().filter(line -> line.contains(id))).hasSize(1);
  }

  @Test
  void aRegionThatIsNoneIsNamed() {
    Run restore = run("region", "restore", "nope");
    assertThat(restore.code()).isEqualTo(2);
    assertThat(restore.err()).contains("There is no region 'nope'. There are: us-east-1");
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
}
