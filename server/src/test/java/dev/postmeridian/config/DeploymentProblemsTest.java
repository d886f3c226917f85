package dev.postmeridian.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentProblemsTest {
  private static final String ONE_REGION =
      """
      regions:
        one:
          role: primary
          email_processing_capacity: 10/minute
          ai_model_tier: latency-optimized
          data_residency: [DE]
      """;

  private static final String TWO_REGIONS =
      ONE_REGION
          + """
              database: {url: '%s', password_file: p}
            two:
              role: active-secondary
              email_processing_capacity: 10/minute
              ai_model_tier: latency-optimized
              data_residency: [US]
              database: {url: '%s', password_file: p}
          """;

  @Test
  void allProblemsAreToldAtOnceInTheOrderOfTheFile() {
    var problems =
        findings(
            """
            regions:
              One:
                rolle: primary
                email_processing_capacity: many
                ai_model_tier: fast
                data_residency: [DE, Germany, XX]
            unlisted_country: refuse
            """);

    assertThat(problems).extracting(Finding::line).isSorted().contains(2, 3, 4, 5, 6, 7);
    assertThat(problems).allMatch(problem -> !problem.remedy().isBlank());
    assertThat(problems).extracting(Finding::remedy).contains("Did you mean 'role'?");
    assertThat(problems).extracting(Finding::remedy).contains("Did you mean 'DE'?");
    assertThat(problems).extracting(Finding::remedy).contains("Did you mean 'unlisted_countries'?");
  }

  @Test
  void aMisspeltRoleIsOneProblem() {
    var problems =
        findings(
            """
            regions:
              one:
                role: primry
                email_processing_capacity: 1/minute
                ai_model_tier: latency-optimized
                data_residency: [DE]
            """);

    assertThat(problems).extracting(Finding::remedy).containsExactly("Did you mean 'primary'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailboxes: {a.example: EU} | names a group of 27",
        "mailboxes: {'*@a.example': DE} | there are no wildcards",
        "mailboxes: {a.example: Germny} | There is no country 'Germny'",
        "mailboxes: {a.example: DE, A.EXAMPLE: FR} | is already on line 7",
        "mailboxes: {a.example: DE, a.example: DE} | is already on line 7",
        "mailboxes: {a.example: DE, ada@a.example: FR} | overlaps its domain",
        "mailboxes: {'a b': DE} | is no mailbox",
        "mailboxes: [a.example] | is a list",
        "retention: {messages: 1} | 'retention.messages' is '1': the unit is missing",
        "queues: {a: {description: 5}} | 'queues.a.description' has no word in it",
        "queues: {review: x} | is a queue that is always there",
        "queues: {a: {}} | has no 'description'",
        "queues: {a: {description: x, sla: 0h}} | 'queues.a.sla' is '0h'",
        "queues: {a: {description: x, sla: soon}} | 'queues.a.sla' is 'soon'",
        "queues: {a: {description: x, exampels: [y]}} | 'exampels' is not a key",
        "queues: {'a/b': x} | cannot name a queue",
        "retention: {messages: 1d, junk: 2d} | Junk would be kept longer",
        "limits: {recipients: 0} | 'limits.recipients' is '0'",
        "limits: {command_line: 1} | A limit is out of its range: command_line",
        "limits: {message_size: 25, recipients: 5} | out of its range: message_size must be 1 KiB to 1 GiB",
        "limits: {mesage_size: 1 MiB} | 'mesage_size' is not a key",
        "unlisted_countries: maybe | cannot be 'maybe'",
        "unlisted_countries: | is empty",
        "access: {} | does not do 'access' yet",
        "rules: [] | does not do 'rules' yet",
        "outbox: {Tickets: {webhook: 'https://a.example', secret_file: s}} | cannot name an effect",
        "outbox: {a: {}} | needs either 'webhook' or 'forward'",
        "outbox: {a: {webhook: 'https://a.example'}} | has no 'secret_file'",
        "outbox: {a: {webhook: 'http://a.example', secret_file: s}} | over the network in clear",
        "outbox: {a: {webhook: 'https://u:p@a.example', secret_file: s}} | a user, a password",
        "outbox: {a: {webhook: a.example, secret_file: s}} | is 'a.example'",
        "outbox: {a: {webhook: 'https://a.example', secret_file: s, content: all}} | cannot be 'all'",
        "outbox: {a: {webhook: 'https://a.example', secret_file: s, queues: [bilings]}} | cannot be 'bilings'",
        "outbox: {a: {webhook: 'https://a.example', secret_file: s, queues: []}} | is an empty list",
        "outbox: {a: {webhook: 'https://a.example', secret_file: s, countries: [XX]}} | There is no country 'XX'",
        "outbox: {a: {webhook: 'https://a.example', secret_file: s, concurrency: 0}} | out of its range",
        "outbox: {a: {webhook: 'https://a.example', secret_file: s, relay: x}} | 'relay' is not a key",
        "outbox: {a: {forward: a@b.example}} | has no 'relay'",
        "outbox: {a: {forward: a@b.example, relay: mail.example}} | it is no host:port",
        "outbox: {a: {forward: a@b.example, relay: 'mail.example:25', starttls: none}} | over the network in clear",
        "outbox: {a: {forward: a@b.example, relay: 'mail.example:25', user: x}} | has no 'password_file'",
        "regions: {} | is already on line 1",
      })
  void anImpossibleValueIsRefused(String linesAndWhat) {
    String lines = yamlOf(linesAndWhat);
    String what = expectedOf(linesAndWhat);
    assertThat(DeploymentFile.parse(ONE_REGION + lines + "\n", Path.of("/")))
        .isInstanceOf(CheckedFile.Refused.class);
    assertThat(findings(ONE_REGION + lines + "\n"))
        .anySatisfy(problem -> {
          assertThat(problem.what()).contains(what);
          assertThat(problem.line()).isEqualTo(7);
        });
  }

  @Test
  void theCountryThatWasMeantIsNamedAndTwoLettersAreNotGuessedAt() {
    assertThat(findings(ONE_REGION + "mailboxes: {a.example: EL}\n"))
        .extracting(Finding::remedy)
        .containsExactly("Did you mean 'GR'?");
    assertThat(findings(ONE_REGION + "mailboxes: {a.example: XY}\n"))
        .extracting(Finding::remedy)
        .allMatch(remedy -> remedy.startsWith("Write its ISO 3166-1 code"));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.internal/mail, jdbc:postgresql://DB.internal:5432/mail?ssl=true",
    "jdbc:postgresql://localhost:5433/mail, jdbc:postgresql://127.0.0.1:5433/mail",
    "'jdbc:postgresql://a,b/mail', 'jdbc:postgresql://b:5432,a/mail'",
  })
  void twoRegionsInOneDatabaseAreRefused(String one, String two) {
    assertThat(findings(TWO_REGIONS.formatted(one, two)))
        .anySatisfy(problem ->
            assertThat(problem.what())
                .isEqualTo("'regions.one.database.url' is the same database"));
    assertThat(findings(TWO_REGIONS.formatted(one, two.replace("mail", "other"))))
        .noneSatisfy(problem -> assertThat(problem.what()).contains("same database"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "listen: {smtp: 70000} | 'regions.one.listen.smtp' is '70000'",
        "listen: {smtp: 25, http: 25} | listens there already",
        "listen: {imap: 143} | 'imap' is not a key",
        "tls: {certificate: c.pem} | has no 'key'",
        "database: {url: 'jdbc:mysql://x'} | is not PostgreSQL",
        "database: {url: 'jdbc:postgresql://x/y?password=z'} | holds a user or a password",
        "database: {url: 'jdbc:postgresql:x'} | names no server",
        "capacity: 5 | 'capacity' is not a key",
      })
  void anImpossibleSettingOfARegionIsRefused(String lineAndWhat) {
    String line = yamlOf(lineAndWhat);
    String what = expectedOf(lineAndWhat);
    assertThat(findings(ONE_REGION + "    " + line + "\n"))
        .anySatisfy(problem -> assertThat(problem.what()).contains(what));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "regions:\n\tone: x | spaces",
        "regions: [ | brackets",
        "regions: b: c | Align this key",
        "regions:\n  a: *x | Quote",
      })
  void brokenYamlIsExplained(String yamlAndRemedy) {
    var problems = findings(yamlOf(yamlAndRemedy));

    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().what()).startsWith("YAML ends here");
    assertThat(problems.getFirst().remedy()).contains(expectedOf(yamlAndRemedy));
  }

  @Test
  void aTabThatIndentsIsSaidInWords() {
    for (String yaml : List.of("regions:\n\tone: x", "regions:\n  one:\n  \trole: primary")) {
      assertThat(findings(yaml))
          .extracting(Finding::what)
          .containsExactly("YAML ends here: tabs may not indent");
    }
  }

  @Test
  void aFileThatNestsWithoutEndIsOneProblem() {
    assertThat(findings("regions: " + "[".repeat(5_000)))
        .extracting(Finding::what)
        .containsExactly("YAML ends here: brackets or keys nest deeper than 32 levels");
  }

  @Test
  void aRegionWithoutARoleIsOneProblem() {
    assertThat(findings(ONE_REGION.replace("    role: primary\n", "")))
        .extracting(Finding::what)
        .containsExactly("'regions.one' has no 'role'");
  }

  @Test
  void onlyKeysThatWorkAreOffered() {
    assertThat(findings(ONE_REGION + "zzzzzzzz: 1\n"))
        .extracting(Finding::remedy)
        .singleElement()
        .asString()
        .contains("queues")
        .doesNotContain("access", "sla");
  }

  @Test
  void aDeploymentHasExactlyOnePrimary() {
    assertThat(findings(ONE_REGION.replace("primary", "active-secondary")))
        .extracting(Finding::what)
        .containsExactly("No region has the role primary");
    var second = ONE_REGION.replace("regions:\n", "").replace("one:", "two:");
    assertThat(findings(ONE_REGION + second))
        .extracting(Finding::what)
        .containsExactly("'one' is the primary already");
  }

  @Test
  void whatOnlyLimitsIsAWarning() {
    var reading =
        DeploymentFile.parse(
            ONE_REGION
                + """
                mailboxes: {shop.example: FR, a.example: DE, b@a.example: DE}
                cost: {}
                models: {}
                """,
            Path.of("/"));

    assertThat(reading).isInstanceOf(CheckedFile.Usable.class);
    assertThat(reading.findings())
        .extracting(Finding::severity)
        .containsOnly(Finding.Severity.WARNING)
        .hasSize(4);
    assertThat(reading.findings().getFirst().what()).contains("No region lists FR");
  }

  @Test
  void queuesWithoutExampleMailsAreWarnedOf() {
    var reading =
        DeploymentFile.parse(
            ONE_REGION
                + """
                queues:
                  billing: Invoices and payments.
                  orders:
                    description: Orders and deliveries.
                    examples: [Where is my parcel?]
                """,
            Path.of("/"));

    assertThat(reading).isInstanceOf(CheckedFile.Usable.class);
    assertThat(reading.findings())
        .filteredOn(finding -> finding.remedy().contains("'examples' in each language"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
          assertThat(finding.what()).contains("[billing]").doesNotContain("orders");
        });
  }

  @Test
  void aProblemReadsAsALineThatEditorsFollow() {
    assertThat(findings("regions: 5\n").getFirst().in("x.yaml"))
        .startsWith("x.yaml:1:10: error: 'regions' is only a single value. ");
    assertThat(DeploymentFile.read(Path.of("gone.yaml")).findings().getFirst().in("gone.yaml"))
        .isEqualTo("gone.yaml: error: There is no such file. Check the path.");
  }

  private static List<Finding> findings(String yaml) {
    return DeploymentFile.parse(yaml, Path.of("/")).findings();
  }

  private static String yamlOf(String yamlAndExpected) {
    return yamlAndExpected.substring(0, yamlAndExpected.indexOf(" | "));
  }

  private static String expectedOf(String yamlAndExpected) {
    return yamlAndExpected.substring(yamlAndExpected.indexOf(" | ") + 3);
  }
}
