package dev.postmeridian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientFilesTest {
  @TempDir Path folder;

  @Test
  void aJournalRemembersWhatWasSentUntilAllOfItIs() throws Exception {
    try (var first = SendJournal.open(folder, "a source")) {
      first.add("k1");
    }
    try (var second = SendJournal.open(folder, "a source");
        var other = SendJournal.open(folder, "another")) {
      assertThat(second.has("k1")).isTrue();
      assertThat(second.has("k2")).isFalse();
      assertThat(other.has("k1")).isFalse();
      second.finished();
      other.finished();
    }
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aPrintedFolderCanBePastedIntoAShell() {
    assertThat(DataFolder.option(Path.of("/srv/mail-1"))).isEqualTo(" --data /srv/mail-1");
    assertThat(DataFolder.option(Path.of("/srv/d 4 ü"))).isEqualTo(" --data '/srv/d 4 ü'");
    assertThat(DataFolder.option(Path.of("/srv/it's"))).isEqualTo(" --data '/srv/it'\\''s'");
  }

  @Test
  void theFleetFileSurvivesWritingAndReading() throws Exception {
    var node =
        new FleetFile.NodeEntry(
            1, "127.0.0.1:2525", "127.0.0.1:2424", "[::1]:8425", "127.0.0.1:9425", 7, "boot/8");
    var fleet =
        new FleetFile(
            "/x.yaml",
            "abc",
            List.of(new FleetFile.MailDomain("acme.example", "US")),
            List.of(new FleetFile.RegionEntry("one", "/token", List.of(node))));

    fleet.write(folder);

    assertThat(FleetFile.read(folder)).contains(fleet);
    assertThat(FleetFile.read(folder.resolve("absent"))).isEmpty();
  }

  @Test
  void aFleetFileThatIsDamagedOrOfAnotherVersionIsOneClearError() throws Exception {
    var node =
        new FleetFile.NodeEntry(
            1, "127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3", "127.0.0.1:4", 7, "boot/8");
    var region = new FleetFile.RegionEntry("one", "/token", List.of(node));
    new FleetFile("/x.yaml", "abc", List.of(), List.of(region)).write(folder);
    var file = folder.resolve(FleetFile.NAME);
    String whole = Files.readString(file);
    var broken = new ArrayList<>(List.of("", "null", "[]", "{}", whole.substring(0, 99)));
    for (String field :
        List.of("digest", "domains", "nodes", "birth", "pid", "http", "token_file")) {
      broken.add(whole.replace("\"" + field + "\"", "\"of_another_version\""));
    }
    broken.add(whole.replace("127.0.0.1:3", "127.0.0.1"));
    broken.add(whole.replaceFirst("(?s)\"regions\" : .*", "\"regions\" : [null]}"));
    broken.add(whole.replaceAll("\"pid\" : 7", "\"pid\" : null"));
    for (String text : broken) {
      Files.writeString(file, text);
      assertThatExceptionOfType(CommandFailure.class)
          .as(text)
          .isThrownBy(() -> FleetFile.read(folder))
          .withMessageContaining(file.toString())
          .withMessageContaining("remove the file and run up again");
    }
  }

  @Test
  void whereOnlyALoneNodeRanItsTokenIsNamed() throws Exception {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> FleetFile.required(folder, "another"))
        .withMessageStartingWith("There is no fleet in " + folder)
        .withMessageEndingWith("or name another.");
    var token = Files.createDirectories(folder.resolve("regions/one")).resolve("token");
    Files.writeString(token, "t");
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> FleetFile.required(folder, "another"))
        .withMessageContaining("--url http://HOST:PORT --token-file " + token);
  }

  @Test
  void theDataFolderIsTheUsersOwnOnEachSystem() {
    var home = Path.of("/home/ada");
    assertThat(DataFolder.standard(Map.of(), "Linux", home))
        .isEqualTo(Path.of("/home/ada/.local/share/postmeridian"));
    assertThat(DataFolder.standard(Map.of("XDG_DATA_HOME", "/data"), "Linux", home))
        .isEqualTo(Path.of("/data/postmeridian"));
    assertThat(DataFolder.standard(Map.of(), "Mac OS X", home))
        .isEqualTo(Path.of("/home/ada/Library/Application Support/Postmeridian"));
  }

  @Test
  void aRegionIsAsWellAsItsNodes() {
    assertThat(RegionStatus.together(List.of("ready", "ready"))).isEqualTo("ready");
    assertThat(RegionStatus.together(List.of("ready", "down"))).isEqualTo("degraded");
    assertThat(RegionStatus.together(List.of("draining", "down"))).isEqualTo("draining");
    assertThat(RegionStatus.together(List.of("down", "down"))).isEqualTo("down");
    assertThat(RegionStatus.together(List.of())).isEqualTo("down");
  }

  @Test
  void aTableAlignsWideCharactersAndCutsByColumns() {
    assertThat(new Table("A", "B").row("請求書", "x").row("ab", "y").toString())
        .isEqualToNormalizingNewlines("A       B\n請求書  x\nab      y\n");
    assertThat(Table.cut("請求書について", 7)).isEqualTo("請求書…");
    assertThat(Table.cut("short", 7)).isEqualTo("short");
  }

  @Test
  void mailCannotSteerTheTerminal() {
    assertThat(DecisionWords.printable("a\u001b[2Jb\u202Ec\r\n"))
        .isEqualTo("a\uFFFD[2Jbc\uFFFD\uFFFD");
  }
}
