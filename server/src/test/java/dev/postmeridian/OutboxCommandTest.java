package dev.postmeridian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.effect.EffectDesk;
import dev.postmeridian.effect.EffectFilter;
import dev.postmeridian.effect.EffectKey;
import dev.postmeridian.effect.EffectLine;
import dev.postmeridian.effect.EffectName;
import dev.postmeridian.effect.EffectState;
import dev.postmeridian.http.BearerToken;
import dev.postmeridian.http.HttpLimits;
import dev.postmeridian.http.OutboxService;
import dev.postmeridian.http.RegionHttpServer;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code outbox list}, {@code retry} and {@code drop} over two regions. */
class OutboxCommandTest extends TwoRegions {
  private static final String EARLY = "0123456789abcdef0123456789abcdef";
  private static final String LATE = "fedcba9876543210fedcba9876543210";
  private final Effects european = new Effects(EARLY, EffectState.DEAD, 10);
  private final Effects american = new Effects(LATE, EffectState.WAITING, 20);

  /** A region that has one effect and remembers what it was asked. */
  private static final class Effects implements EffectDesk {
    final List<EffectFilter> asked = new ArrayList<>();
    private final EffectLine line;

    Effects(String message, EffectState state, int second) {
      line =
          new EffectLine(
              new EffectKey(new MessageId(message), new EffectName("tickets")),
              new Country("DE"),
              7,
              state,
              3,
              Instant.ofEpochSecond(second),
              Optional.empty(),
              Optional.empty(),
              Optional.of("the receiver answered 500"),
              "1-" + message + "-tickets");
    }

    @Override
    public List<EffectLine> list(String actor, EffectFilter filter) {
      asked.add(filter);
      boolean last = filter.before().isPresent();
      return last || filter.state().filter(s -> s != line.state()).isPresent()
          ? List.of()
          : List.of(line);
    }

    @Override
    public int retry(String actor, EffectFilter filter) {
      asked.add(filter);
      return 2;
    }

    @Override
    public int drop(String actor, EffectFilter filter) {
      asked.add(filter);
      return 1;
    }
  }

  @BeforeEach
  void serveEffects() throws IOException {
    Path token = data.resolve("token");
    var eu = region("eu-west-1", token, serve("eu-west-1", european));
    var us = region("us-east-1", token, serve("us-east-1", american));
    new FleetFile("/none.yaml", "0", List.of(), List.of(us, eu)).write(data);
  }

  private int serve(String region, EffectDesk desk) {
    var server =
        new RegionHttpServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                HttpLimits.DEFAULT,
                new BearerToken(TOKEN),
                List.of(),
                List.of(new OutboxService(new RegionName(region), desk)))
            .start();
    servers.add(server);
    return server.port();
  }

  @Test
  void theEffectsOfAllRegionsAreOneListTheNewestFirst() {
    Run run = run("outbox", "list");
    assertThat(run.out().lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).startsWith("AGE").contains("EFFECT", "ERROR"));
    assertThat(run.out())
        .containsSubsequence("fedcba98", "us-east-1", "waiting", "01234567", "eu-west-1", "dead")
        .contains("the receiver answered 500");

    assertThat(run("outbox", "list", "--json", "--limit", "1").out().lines())
        .hasSize(1)
        .allMatch(line -> line.contains("\"key\":\"" + LATE + "/tickets\""));
    assertThat(run("outbox", "list", "--limit", "1").out()).contains("there are more");
    assertThat(run("outbox", "list", "--region", "eu-west-1").out()).doesNotContain("fedcba98");
    assertThat(run("outbox", "list", "--state", "dead").out()).doesNotContain("fedcba98");
    assertThat(run("outbox", "list", "--state", "sending").out()).startsWith("No effect matches.");
  }

  @Test
  void whatIsNamedIsRetriedOrDroppedInEveryRegion() {
    Run retried = run("outbox", "retry", "--effect", "tickets", "--message", "0123");
    assertThat(retried.out())
        .contains("To be delivered again in us-east-1: 2.", "in eu-west-1: 2.");
    assertThat(european.asked.getLast())
        .isEqualTo(
            new EffectFilter(
                Optional.empty(),
                Optional.of(new EffectName("tickets")),
                Optional.of("0123"),
                1000,
                Optional.empty()));
    Run dropped = run("outbox", "drop", "--all", "--limit", "1", "--json", "--region", "eu-west-1");
    assertThat(dropped.out().strip()).isEqualTo("{\"region\":\"eu-west-1\",\"effects\":1}");
    assertThat(run("outbox", "drop", "--all", "--limit", "1").out()).contains("there may be more");
  }

  @Test
  void whatCannotBeMeantIsRefusedWithWhatToWrite() {
    for (String verb : List.of("retry", "drop")) {
      Run nothing = run("outbox", verb);
      assertThat(nothing.code()).isEqualTo(2);
      assertThat(nothing.err()).contains("--effect NAME", "--all");
      assertThat(run("outbox", verb, "--all", "--effect", "tickets").code()).isEqualTo(2);
    }
    assertThat(run("outbox", "list", "--message", "xyz").err()).contains("is no message's id");
    assertThat(run("outbox", "list", "--effect", "Not A Name").err())
        .contains("'effect' is no name of an effect");
    assertThat(run("outbox", "retry", "--all", "--limit", "0").err()).contains("1 to 1000");
    assertThat(european.asked).isEmpty();
  }
}
