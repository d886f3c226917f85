package dev.postmeridian.routing;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Form;
import dev.postmeridian.residency.Ingress;
import dev.postmeridian.residency.OutageMode;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides where mail for a country goes, seen from one region: a pure function of the country and
 * of what the region knows of the world.
 *
 * <p>The law filters first and is never relaxed. Then the ready go before the impaired, the near
 * before the far, and who is busy spills. Transfers come last. Where nothing is left, the sender
 * keeps the mail or it is sealed. The same country, outlook and draw have the same answer.
 */
public final class Router {
  private final RegionName here;
  private final Residency residency;
  private final RoutingLimits limits;
  private final Supplier<Outlook> outlook;

  /**
   * @param outlook what is known now; asked once for each decision
   */
  public Router(
      RegionName here, Residency residency, RoutingLimits limits, Supplier<Outlook> outlook) {
    this.here = here;
    this.residency = residency;
    this.limits = limits;
    this.outlook = outlook;
  }

  /** The router of a region that knows of no other: what it may not process is held. */
  public Router(RegionName here, Residency residency) {
    this(here, residency, RoutingLimits.DEFAULTS, () -> Outlook.NOTHING);
  }

  /** The region that it decides for. */
  public RegionName region() {
    return here;
  }

  /** Where mail for this country goes first, before any spills; with every candidate. */
  public RoutingDecision decide(Country country) {
    return decide(country, 0);
  }

  /**
   * The route of one mail, with every candidate and the reason it was or was not taken.
   *
   * @param draw from 0 to 1, 1 excluded: spreads mails over the regions that share them. One
   *     transaction keeps one draw, or its recipients would part
   */
  public RoutingDecision decide(Country country, double draw) {
    var options = options(country);
    Route route = route(country, options, draw);
    var words = new Explanation(here, country, residency.ingress(country), route, options);
    return new RoutingDecision(route, words.candidates(residency.regions()));
  }

  /** As {@link #decide(Country, double)}, without the words: for each recipient of each mail. */
  public Route route(Country country, double draw) {
    return route(country, options(country), draw);
  }

  /**
   * What there is to choose from.
   *
   * @param contenders every region that may process the mail, the best first
   * @param shares over those of them that take it; empty if none does
   */
  record Options(List<Contender> contenders, Optional<Shares> shares) {}

  private Options options(Country country) {
    var now = outlook.get();
    var contenders = new ArrayList<Contender>();
    for (var region : residency.lawfulRegions(country)) {
      contenders.add(contender(region, now, Optional.empty()));
    }
    if (!contenders.isEmpty()) {
      for (var transfer : residency.transfers(country)) {
        contenders.add(contender(transfer.region(), now, Optional.of(transfer)));
      }
    }
    contenders.sort(Contender.ORDER);
    return new Options(contenders, shares(contenders));
  }

  private Contender contender(RegionName region, Outlook now, Optional<Transfer> transfer) {
    var unknown = region.equals(here) ? Outlook.View.ITSELF : Outlook.View.UNKNOWN;
    var view = now.views().getOrDefault(region, unknown);
    return new Contender(region, view, Fitness.of(view, limits), transfer);
  }

  /** Over the best kind of taker there is: no lawful region waits for a transfer. */
  private Optional<Shares> shares(List<Contender> contenders) {
    return contenders.stream()
        .filter(Contender::takesMail)
        .findFirst()
        .map(best ->
            contenders.stream()
                .filter(c -> c.isLawful() == best.isLawful() && c.fitness() == best.fitness())
                .toList())
        .map(takers -> new Shares(takers, limits));
  }

  private Route route(Country country, Options options, double draw) {
    if (options.contenders().isEmpty()) {
      return new Route.Nowhere();
    }
    var chosen = options.shares().map(shares -> shares.pick(draw));
    if (chosen.filter(c -> c.region().equals(here)).isPresent()) {
      return new Route.Here(chosen.get().transfer());
    }
    if (!mayPassThroughHere(country)) {
      return new Route.Hold(HoldReason.INGRESS_REFUSED);
    }
    return chosen.map(c -> relay(country, c)).orElseGet(() -> outage(country, options));
  }

  private boolean mayPassThroughHere(Country country) {
    return residency.lawfulRegions(country).contains(here)
        || residency.ingress(country) == Ingress.RELAY;
  }

  private Route relay(Country country, Contender chosen) {
    var clearance =
        chosen.isLawful()
            ? residency.clearance(country, chosen.region(), Form.CLEAR)
            : residency.transferClearance(country, chosen.region());
    return clearance
        .<Route>map(proof -> new Route.Relay(chosen.region(), proof))
        .orElseGet(() -> new Route.Hold(HoldReason.NO_REGION_READY)); // the transfer just ended
  }

  private Route outage(Country country, Options options) {
    // a region that lives and has much to do is no outage: sealing would only add to its work
    if (options.contenders().stream().anyMatch(c -> c.fitness() == Fitness.FULL)) {
      return new Route.Hold(HoldReason.NO_ROOM);
    }
    if (residency.outageMode(country) == OutageMode.HOLD) {
      return new Route.Hold(HoldReason.NO_REGION_READY);
    }
    if (!residency.sealedHolders(country).contains(here)) {
      return new Route.Hold(HoldReason.NOT_A_HOLDER);
    }
    return options.contenders().stream()
        .filter(c -> c.isLawful() && c.view().keyEscrowed())
        .findFirst()
        .<Route>map(c -> new Route.Seal(c.region()))
        .orElseGet(() -> new Route.Hold(HoldReason.KEY_NOT_ESCROWED));
  }
}
