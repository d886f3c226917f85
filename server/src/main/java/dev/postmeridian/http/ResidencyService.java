package dev.postmeridian.http;

import dev.postmeridian.handover.Handover;
import dev.postmeridian.handover.HandoverJournal.Progress;
import dev.postmeridian.handover.HoldingsCounter;
import dev.postmeridian.handover.HoldingsCounter.Holdings;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /v1/residency}: applies the law of the file that the node was started with. */
public final class ResidencyService implements HttpService {
  private static final int MOST_MAILBOXES = 200;
  static final Handover.State NEVER =
      new Handover.State(new Progress("", false, false, 0, 0, 0, 0, ""), 0, 0);
  private final RegionName region;
  private final Handover handover;
  private final HoldingsCounter counter;

  public ResidencyService(RegionName region, Handover handover, HoldingsCounter counter) {
    this.region = region;
    this.handover = handover;
    this.counter = counter;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/v1/residency", this::show)
        .post("/v1/residency/apply", this::apply)
        .post("/v1/residency/holdings", this::holdings);
  }

  private void show(ServerRequest request, ServerResponse response) {
    Json.send(response, ResidencyState.of(region, handover.state().orElse(NEVER)));
  }

  private void apply(ServerRequest request, ServerResponse response) {
    handover.start(MessagesService.ADMIN);
    show(request, response);
  }

  private void holdings(ServerRequest request, ServerResponse response) {
    Object named = Json.object(request).get("mailboxes");
    List<String> mailboxes =
        named instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    if (mailboxes.size() > MOST_MAILBOXES) {
      throw Problem.badRequest(
              "More than " + MOST_MAILBOXES + " mailboxes are named.", "Ask for fewer at once.")
          .exception();
    }
    Json.send(response, HoldingsJson.of(region, counter.holdings(mailboxes)));
  }

  /** Null where nothing keeps it from its end. */
  record ResidencyState(
      String region,
      boolean running,
      boolean done,
      @Nullable String obstacle,
      long examined,
      long toExamine,
      long relabelled,
      long handedOver,
      long sealedCopiesDeleted,
      long kept) {
    static ResidencyState of(RegionName region, Handover.State state) {
      Progress p = state.progress();
      return new ResidencyState(
          region.value(),
          p.running(),
          p.done(),
          p.obstacle().isEmpty() ? null : p.obstacle(),
          state.examined(),
          state.of(),
          p.relabelled(),
          p.handedOver(),
          p.sealed(),
          p.kept());
    }
  }

  /** Messages by country, in clear and sealed, and of the mailboxes that were asked for. */
  record HoldingsJson(
      String region,
      Map<String, Long> clear,
      Map<String, Long> sealed,
      Map<String, Long> mailboxes) {
    static HoldingsJson of(RegionName region, Holdings holdings) {
      return new HoldingsJson(
          region.value(), codes(holdings.clear()), codes(holdings.sealed()), holdings.mailboxes());
    }

    private static Map<String, Long> codes(Map<Country, Long> counts) {
      var codes = new TreeMap<String, Long>();
      counts.forEach((country, count) -> codes.put(country.code(), count));
      return codes;
    }
  }
}
