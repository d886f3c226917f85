package dev.postmeridian.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.triage.Scores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelFilesTest {
  @TempDir private Path folder = Path.of("unset");

  @Test
  void aTrainedModelIsReadBackAndATwinHasTheSameDigest() throws IOException {
    Path csv = csv();
    train("queue", csv, folder.resolve("one"));
    train("queue", csv, folder.resolve("two"));

    ModelFolder.Loaded one = read("one");

    assertThat(one.manifest().sha256()).isEqualTo(read("two").manifest().sha256());
    assertThat(WeightsForm.linear("it", one.weights()).probabilities("the invoice is wrong")[0])
        .isGreaterThan(0.5);
  }

  @Test
  void aDamagedModelIsRefused() throws IOException {
    train("queue", csv(), folder.resolve("one"));
    Path weights = folder.resolve("one").resolve("weights.bin");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length / 2] ^= 1;
    Files.write(weights, bytes);

    assertThatThrownBy(() -> read("one"))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void aModelCutShortIsRefused() throws IOException {
    train("queue", csv(), folder.resolve("one"));
    Path weights = folder.resolve("one").resolve("weights.bin");
    Files.write(weights, java.util.Arrays.copyOf(Files.readAllBytes(weights), 100));

    assertThatThrownBy(() -> read("one")).isInstanceOf(ModelFileException.class);
  }

  @Test
  void aFolderWithoutAModelIsRefused() {
    assertThatThrownBy(() -> read("none"))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("manifest.json");
  }

  @Test
  void anotherKindOfModelIsRefused() throws IOException {
    train("queue", csv(), folder.resolve("one"));

    assertThatThrownBy(() -> WeightsForm.junk("it", read("one").weights()))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("another kind");
  }

  @Test
  void badRowsAreCountedAndTheRestIsUsed() throws IOException {
    Path csv = csv();
    Files.writeString(csv, Files.readString(csv) + "one,two,three\n,no label\n");

    assertThat(train("queue", csv, folder.resolve("one")))
        .contains("a row has another number of columns than the header", "a row has no label");
  }

  @Test
  void aDozenRowsAreLearnedFromAndWarnedOf() throws IOException {
    var rows = new StringBuilder("label,text\n");
    for (int i = 0; i < 6; i++) {
      rows.append("billing,the invoice number ").append(i).append(" is wrong\n");
      rows.append("outage,the server ").append(i).append(" is down\n");
    }
    rows.append("no label at all\n");
    Path csv = Files.writeString(folder.resolve("few.csv"), rows);
    Path out = folder.resolve("few");

    JsonNode report = JsonMapper.shared().readTree(train("queue", csv, out));

    assertThat(report.path("examples").asInt()).isEqualTo(12);
    assertThat(report.path("learned_from").asInt()).isEqualTo(12);
    assertThat(report.path("n").asInt()).isLessThan(12);
    assertThat(report.path("bad_rows").asInt()).isEqualTo(1);
    assertThat(report.path("weights_bytes").asLong())
        .isEqualTo(Files.size(out.resolve("weights.bin")));
    assertThat(report.path("macro_f1").asDouble()).isBetween(0.0, 1.0);
    assertThat(report.path("warnings").toString()).contains("fewer than 20", "billing (6)");
  }

  @Test
  void aModelIsReplacedByForceAlone() throws IOException {
    Path out = folder.resolve("one");
    train("queue", csv(), out);
    byte[] before = Files.readAllBytes(out.resolve("manifest.json"));
    String[] again = {
      "--task", "needs-reply", "--data", yesAndNo().toString(), "--out", out.toString()
    };

    var refusal = new StringWriter();
    assertThat(command(refusal).execute(again)).isEqualTo(ExitCode.USAGE);
    assertThat(refusal.toString()).contains("--force to replace it");
    assertThat(out.resolve("manifest.json")).hasBinaryContent(before);

    assertThat(command(new StringWriter()).execute(with(again, "--force"))).isZero();
    assertThat(read("one").manifest().name()).isEqualTo("needs-reply");
  }

  @Test
  void binaryDataIsRefusedInWords() throws IOException {
    byte[] noise = new byte[5000];
    new Random(3).nextBytes(noise);
    Path file = Files.write(folder.resolve("noise"), noise);

    assertThatThrownBy(() -> examples(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is not text");
  }

  @Test
  void binaryMailAmongTheExamplesIsCountedAndLeftOut() throws IOException {
    byte[] noise = new byte[5000];
    new Random(3).nextBytes(noise);
    Path mail = Files.createDirectories(folder.resolve("mail/ham"));
    Files.write(mail.resolve("1"), noise);
    Files.writeString(mail.resolve("2"), "Subject: hello\n\nworld");
    var data = new TrainingData("text", "label");
    var examples = new ArrayList<Example>();

    data.read(folder.resolve("mail"), examples::add);

    assertThat(examples).hasSize(1);
    assertThat(data.bad()).containsOnlyKeys("these bytes are no message: no header, and not text");
  }

  @Test
  void eachFigureIsExplainedToALayman() throws IOException {
    var printed = new StringWriter();
    String[] plain = {
      "--task", "queue", "--data", csv().toString(), "--out", folder.resolve("one").toString()
    };

    assertThat(command(printed).execute(plain)).isZero();

    assertThat(printed.toString())
        .contains("What the figures mean, on ")
        .containsPattern("accuracy\\R +100\\.0% of the held-out examples were told right")
        .containsPattern("macro_f1\\R +100\\.0%: ")
        .containsPattern("ece\\R +Its confidence is off by .*: too few examples to tell\\.");
    assertThat(FigureWords.of("ece", 0.01, 100).orElseThrow()).endsWith(": believe it.");
    assertThat(Scores.junk(new double[] {-1, 2}, new double[] {3}, 0).keySet())
        .filteredOn(figure -> !figure.equals("n"))
        .allSatisfy(figure -> assertThat(FigureWords.of(figure, 0.1, 1000)).isPresent());
  }

  @Test
  void jsonLinesAndFoldersAndIndexesAreToldApart() throws IOException {
    Path lines = folder.resolve("data");
    Files.writeString(lines, "{\"label\":\"a\",\"text\":\"x\"}\nnonsense\n");
    Path mail = Files.createDirectories(folder.resolve("mail/ham"));
    Files.writeString(mail.resolve("1"), "Subject: hello\n\nworld");
    Path index = folder.resolve("index");
    Files.writeString(index, "ham mail/ham/1\nspam mail/ham/none\n");

    assertThat(examples(lines)).extracting(Example::label).containsExactly("a");
    assertThat(examples(folder.resolve("mail")))
        .extracting(Example::text)
        .containsExactly("hello\nworld");
    assertThat(examples(index)).extracting(Example::label).containsExactly("ham");
  }

  @Test
  void missingAndEmptyDataIsExplained() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "");

    assertThatThrownBy(() -> examples(folder.resolve("none")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> examples(empty))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is empty");
  }

  private static List<Example> examples(Path path) {
    var examples = new ArrayList<Example>();
    new TrainingData("text", "label").read(path, examples::add);
    return examples;
  }

  private ModelFolder.Loaded read(String name) {
    return ModelFolder.read("the model", ModelFolder.on(folder.resolve(name)));
  }

  private Path csv() throws IOException {
    var rows = new StringBuilder("label,text\n");
    for (int i = 0; i < 30; i++) {
      rows.append("billing,\"the invoice, number ").append(i).append(", is wrong\"\n");
      rows.append("outage,the server ").append(i).append(" is down\n");
    }
    return Files.writeString(folder.resolve("data.csv"), rows);
  }

  private Path yesAndNo() throws IOException {
    var rows = new StringBuilder("label,text\n");
    for (int i = 0; i < 30; i++) {
      rows.append("yes,could you send me report ").append(i).append("\n");
      rows.append("no,we went to the lake on day ").append(i).append("\n");
    }
    return Files.writeString(folder.resolve("questions.csv"), rows);
  }

  private static String[] with(String[] options, String more) {
    return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aPriorityIsOneOfTheFour() throws IOException {
    var printed = new StringWriter();
    int code =
        command(printed)
            .execute("--task", "priority", "--data", yesAndNo() + "", "--out", folder + "/none");
    assertThat(code).isEqualTo(1);
    assertThat(printed.toString())
        .contains("a label that the task priority does not know (low, normal, high, urgent)");
  }

  private static CommandLine command(StringWriter printed) {
    return new CommandLine(new TrainCommand())
        .setOut(new PrintWriter(printed))
        .setErr(new PrintWriter(new StringWriter()))
        .setExecutionExceptionHandler((failure, _, _) -> {
          printed.append(failure.getMessage());
          return failure instanceof CommandFailure refused ? refused.exitCode() : 1;
        });
  }

  private static String train(String task, Path data, Path out) {
    var printed = new StringWriter();
    int code =
        command(printed)
            .execute("--task", task, "--data", data.toString(), "--out", out.toString(), "--json");
    assertThat(code).isZero();
    return printed.toString();
  }
}
