package dev.postmeridian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.cli.ExitCode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RouteCommandTest extends TwoRegions {
  @Test
  void aRouteIsExplainedInASentenceAndATable() {
    var run = run("route", "explain", "--country", "DE", "--at", "us-east-1");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "Mail for DE that reaches us-east-1 is held: this region may not see this country's"
                + " mail. Reply to RCPT: 451 4.3.0.",
            "",
            "REGION     TAKEN  WHY",
            "eu-west-1  no     lawful, down",
            "us-east-1  no     not lawful: it does not list DE");
  }

  @Test
  void jsonHasTheOutcomeTheRegionAndEveryCandidate() {
    var run = run("route", "explain", "--country", "DE", "--at", "eu-west-1", "--json");

    var answer = JsonMapper.shared().readTree(run.out());
    assertThat(answer.get("outcome").asString("")).isEqualTo("here");
    assertThat(answer.get("region").asString("")).isEqualTo("eu-west-1");
    assertThat(answer.get("candidates").get(0).get("taken").asBoolean(false)).isTrue();
  }

  @Test
  void anAddressIsAskedForWhereItIsLawful() {
    var run = run("route", "explain", "--to", "ada@muster.example");
    assertThat(run.out()).startsWith("Mail for DE that reaches eu-west-1 is taken there.");

    var refused = run("route", "explain", "--to", "ada@muster.example", "--at", "us-east-1");
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("ask a region that may: eu-west-1");
  }

  @Test
  void whatIsNoCountryAndNoRegionIsRefusedWithWhatToWrite() {
    assertThat(run("route", "explain", "--country", "Germany").err())
        .contains("is no country", "such as DE, US or JP");
    assertThat(run("route", "explain", "--country", "DE", "--at", "mars").err())
        .contains("There is no region 'mars'");
    assertThat(run("route", "explain").code()).isEqualTo(ExitCode.USAGE);
  }
}
