package dev.postmeridian.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.Main;
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

class DnsExportTest {
  private static final String FILE =
      """
      regions:
        us-east-1:
          role: primary
          email_processing_capacity: 1000/minute
          ai_model_tier: production-optimized
          data_residency: [US]
          listen: {host: mx.us.example, http: "0.0.0.0:8425"}
        eu-west-1:
          role: active-secondary
          email_processing_capacity: 800/minute
          ai_model_tier: gdpr-compliant
          data_residency: [DE, CH]
          listen: {host: mx.eu.example, http: 8425}
      transfers: [{country: CH, region: us-east-1, legal_basis: c, expires: 2999-01-01}]
      mailboxes:
        acme.example: US
        nordwind.example: DE
        alpen.example: CH
        ada@mixed.example: US
        eva@mixed.example: DE
      """;

  @TempDir Path folder;

  private record Run(int code, String out, String err) {}

  @Test
  void lawfulRegionsComeFirstThenThoseThatPassOnAndNobodyWhoMayNotSeeIt() throws IOException {
    var run = run(FILE);

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out().lines().filter(line -> !line.startsWith(";")))
        .containsExactly(
            "alpen.example. 60 IN MX 10 mx.eu.example.",
            "alpen.example. 60 IN MX 40 mx.us.example.",
            "",
            "mixed.example. 60 IN MX 20 mx.eu.example.",
            "mixed.example. 60 IN MX 50 mx.us.example.",
            "",
            "nordwind.example. 60 IN MX 10 mx.eu.example.",
            "",
            "acme.example. 60 IN MX 10 mx.us.example.",
            "acme.example. 60 IN MX 20 mx.eu.example.",
            "",
            "_health._tcp.mx.us.example. 60 IN URI 10 1 \"http://mx.us.example:8425/health/ready\"");
    assertThat(run.out())
        .contains("; DE: eu-west-1 may process it")
        .contains("; eu-west-1: its HTTP listens for its own machine alone; check mx.eu.example");
  }

  @Test
  void jsonHasTheSameRecords() throws IOException {
    var groups = JsonMapper.shared().readTree(run(FILE, "--json").out()).get("groups");

    assertThat(groups).hasSize(4);
    assertThat(groups.get(2).get("countries").get(0).asString("")).isEqualTo("DE");
    assertThat(groups.get(2).get("mx")).hasSize(1);
    assertThat(groups.get(2).get("mx").get(0).get("host").asString("")).isEqualTo("mx.eu.example");
  }

  @Test
  void aRegionWithoutNameIsNamedWithWhatToWrite() throws IOException {
    var run = run(FILE.replace("host: mx.us.example, ", ""));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("us-east-1: no host name").contains("listen: {host:");
    assertThat(run.out()).contains("; acme.example. MX 10: us-east-1 has no listen.host");
  }

  private Run run(String yaml, String... more) throws IOException {
    var file = Files.writeString(folder.resolve("postmeridian.yaml"), yaml);
    var out = new StringWriter();
    var err = new StringWriter();
    String[] arguments = {"dns", "export", "--config", file.toString()};
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                Stream.concat(Arrays.stream(arguments), Arrays.stream(more))
                    .toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }
}
