package dev.postmeridian.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.Main;
import dev.postmeridian.endtoend.ThreeRegions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ResidencyPlanCommandTest {
  @TempDir Path folder;

  private record Run(int code, String out, String err) {}

  @Test
  void aCountryThatMovesIsCopiedAndThenDeletedWhereItWas() throws IOException {
    var next =
        ThreeRegions.REGIONS
            .replace("[\"US\", \"CA\", \"MX\"]", "[\"US\"]")
            .replace("\"IN\"]", "\"IN\", \"CA\", \"MX\"]");

    assertThat(plan(ThreeRegions.REGIONS, next).out().lines())
        .containsExactly(
            "1. Copy mail of CA, MX to ap-southeast-1, from us-east-1.",
            "2. Delete mail of CA, MX in us-east-1, once every copy above is complete.");
  }

  @Test
  void jsonHasTheSameSteps() throws IOException {
    var next = ThreeRegions.REGIONS.replace("\"MX\"]", "\"MX\", \"JP\"]");

    var steps = JsonMapper.shared().readTree(plan(ThreeRegions.REGIONS, next, "--json").out());
    assertThat(steps.toString())
        .isEqualTo(
            "{\"steps\":[{\"kind\":\"copy\",\"region\":\"us-east-1\",\"countries\":[\"JP\"],"
                + "\"mailboxes\":[],\"sources\":[\"ap-southeast-1\"]}]}");
  }

  @Test
  void aFileThatMovesNothingSaysSo() throws IOException {
    assertThat(plan(ThreeRegions.REGIONS, ThreeRegions.REGIONS).out()).startsWith("Nothing moves");
  }

  @Test
  void whatTheFleetWasStartedWithIsWhatRuns() throws IOException {
    Files.writeString(folder.resolve("running.yaml"), ThreeRegions.REGIONS);
    var next = Files.writeString(folder.resolve("next.yaml"), ThreeRegions.REGIONS);

    assertThat(run("--config", next.toString(), "--data", folder.toString()).out())
        .startsWith("Nothing moves");
  }

  @Test
  void withoutAFleetOrAFileItSaysWhatToName() throws IOException {
    var next = Files.writeString(folder.resolve("next.yaml"), ThreeRegions.REGIONS);

    var run = run("--config", next.toString(), "--data", folder.resolve("none").toString());
    assertThat(run.code()).isEqualTo(69);
    assertThat(run.err()).contains("no fleet in").contains("--running FILE");
  }

  private Run plan(String before, String after, String... more) throws IOException {
    var now = Files.writeString(folder.resolve("now.yaml"), before);
    var next = Files.writeString(folder.resolve("next.yaml"), after);
    var named = Stream.of("--config", next.toString(), "--running", now.toString());
    return run(Stream.concat(named, Arrays.stream(more)).toArray(String[]::new));
  }

  private static Run run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                Stream.concat(Stream.of("residency", "plan"), Arrays.stream(arguments))
                    .toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }
}
