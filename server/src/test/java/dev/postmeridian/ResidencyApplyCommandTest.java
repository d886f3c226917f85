package dev.postmeridian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.endtoend.ThreeRegions;
import dev.postmeridian.handover.Handover;
import dev.postmeridian.http.BearerToken;
import dev.postmeridian.http.HttpLimits;
import dev.postmeridian.http.RegionHttpServer;
import dev.postmeridian.http.ResidencyService;
import dev.postmeridian.mail.Domain;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.region.Role;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.store.TestRegion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The commands that plan and apply a change of whose mail may be where, over a region's API. */
class ResidencyApplyCommandTest extends TwoRegions {
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final Country FR = new Country("FR");
  private final TestRegion living = TestRegion.open();

  @AfterEach
  void close() {
    living.close();
  }

  private void useRegion(String... countries) throws IOException {
    var region =
        new Region(
            EU,
            Role.PRIMARY,
            100,
            ModelTier.GDPR_COMPLIANT,
            Set.copyOf(List.of(countries).stream().map(Country::new).toList()));
    var law = new Jurisdiction(EU, new Residency(List.of(region), UnlistedCountries.REFUSE));
    var store = living.store();
    var handover =
        new Handover(
            law,
            new Mailboxes(Map.of(), Map.of(new Domain("mail.example"), FR)),
            store.handover(),
            store.handoverJournal(),
            (_, _) -> {
              throw new IOException("there is no other region");
            },
            store.handoverInbox(),
            () -> {});
    var server =
        new RegionHttpServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                HttpLimits.DEFAULT,
                new BearerToken(TOKEN),
                List.of(),
                List.of(new ResidencyService(EU, handover, store.holdings())))
            .start();
    servers.add(server);
    var entry = region("eu-west-1", data.resolve("token"), server.port());
    new FleetFile("/none.yaml", "0", List.of(), List.of(entry)).write(data);
  }

  @Test
  void itSaysWhatWasDoneAndIsDoneOnce() throws Exception {
    living.store().acceptedLog().accept(List.of(TestRegion.mail("Subject: one\r\n\r\n")));
    useRegion("DE", "FR");
    Run first = run("residency", "apply");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out())
        .isEqualToIgnoringNewLines(
            "eu-west-1: 1 messages relabelled, 0 handed over and deleted here, 0 sealed copies deleted.");
    assertThat(run("residency", "apply", "--json").out())
        .contains("\"done\":true", "\"relabelled\":0", "\"handed_over\":0", "\"kept\":0");
  }

  @Test
  void whatIsLeftIsAFailureThatSaysWhatToDo() throws Exception {
    living.store().acceptedLog().accept(List.of(TestRegion.mail("Subject: one\r\n\r\n")));
    useRegion("PL");
    Run left = run("residency", "apply");
    assertThat(left.code()).isEqualTo(1);
    assertThat(left.out()).contains("1 are still here");
    assertThat(left.err()).contains("no region may have mail of FR", "data_residency");
  }

  @Test
  void aPlanCountsWhatItMovesWhereTheFleetAnswers() throws Exception {
    living.store().acceptedLog().accept(List.of(TestRegion.mail("Subject: one\r\n\r\n")));
    useRegion("DE", "FR");
    Files.writeString(data.resolve("running.yaml"), ThreeRegions.REGIONS);
    var next = data.resolve("next.yaml");
    Files.writeString(
        next,
        ThreeRegions.REGIONS.replace("[\"EU\", ", "[").replace("[\"US\", ", "[\"EU\", \"US\", "));
    String plan = run("residency", "plan", "--config", next.toString()).out();
    assertThat(plan.lines()).hasSize(2).allMatch(line -> line.endsWith(". 1 message."));
    assertThat(run("residency", "plan", "--json", "--config", next.toString()).out())
        .contains("\"messages\":1");
  }
}
