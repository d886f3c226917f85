package dev.postmeridian.config;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Validates a deployment file without starting anything. */
@Command(
    name = "check",
    description = "Validates a deployment file: every problem, with its line and what to write.",
    footer = {
      "",
      "Exit codes: 0 the file can be used, 2 it is refused.",
      "",
      "Examples:",
      "  ./postmeridian config check",
      "  ./postmeridian config check eu.yaml --json"
    })
final class CheckCommand implements Callable<Integer> {
  private static final Finding NO_MAILBOXES =
      new Finding(
          Finding.Severity.WARNING,
          0,
          0,
          "It lists no mailboxes, so that all mail is refused",
          "Write who gets mail under 'mailboxes', such as shop.example: DE.");
  private static final Path USUAL = Path.of(ConfigOption.USUAL);

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file (default: ${DEFAULT-VALUE}).")
  private Path file = USUAL;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (file.equals(USUAL) && !Files.exists(file) && !json) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "There is no postmeridian.yaml in this folder. Name a file, ./postmeridian config check"
              + " FILE, or begin with ./postmeridian config sample > postmeridian.yaml.");
    }
    var reading = DeploymentFile.read(file);
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(asJson(reading)));
    } else {
      print(reading, out);
    }
    return reading instanceof CheckedFile.Usable ? ExitCode.OK : ExitCode.USAGE;
  }

  private void print(CheckedFile reading, PrintWriter out) {
    findings(reading).forEach(finding -> out.println(finding.in(file.toString())));
    switch (reading) {
      case CheckedFile.Usable usable ->
          out.println(file + " is valid: " + summary(usable.deployment()));
      case CheckedFile.Refused refused -> out.println(file + " is refused: " + count(refused));
    }
  }

  /** A file without mailboxes is a good one to begin with, but nobody should stop there. */
  private static List<Finding> findings(CheckedFile reading) {
    boolean refusesAll =
        reading instanceof CheckedFile.Usable usable
            && usable.deployment().mailboxes().byDomain().isEmpty()
            && usable.deployment().mailboxes().byAddress().isEmpty();
    return refusesAll
        ? Stream.concat(reading.findings().stream(), Stream.of(NO_MAILBOXES)).toList()
        : reading.findings();
  }

  private static String summary(Deployment deployment) {
    return counted(deployment.regions().size(), "region")
        + ", "
        + counted(
            deployment.mailboxes().byDomain().size() + deployment.mailboxes().byAddress().size(),
            "mailbox entry",
            "mailbox entries")
        + ", "
        + counted(deployment.queues().size(), "queue")
        + ".";
  }

  private static String count(CheckedFile.Refused refused) {
    long errors =
        refused.findings().stream().filter(p -> p.severity() == Finding.Severity.ERROR).count();
    return counted(errors, "error") + ".";
  }

  private static String counted(long number, String one) {
    return counted(number, one, one + "s");
  }

  private static String counted(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  private Map<String, Object> asJson(CheckedFile reading) {
    List<Map<String, Object>> problems =
        findings(reading).stream().map(CheckCommand::asJson).toList();
    return Map.of(
        "file",
        file.toString(),
        "valid",
        reading instanceof CheckedFile.Usable,
        "problems",
        problems);
  }

  private static Map<String, Object> asJson(Finding finding) {
    return Map.of(
        "severity", finding.severity().word(),
        "line", finding.line(),
        "column", finding.column(),
        "what", finding.what(),
        "remedy", finding.remedy());
  }
}
