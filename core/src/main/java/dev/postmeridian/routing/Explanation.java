package dev.postmeridian.routing;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Ingress;
import dev.postmeridian.residency.Transfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says of every region why a mail goes there or does not, in words for people. */
final class Explanation {
  private final RegionName here;
  private final Country country;
  private final Ingress ingress;
  private final Route route;
  private final Router.Options options;

  Explanation(
      RegionName here, Country country, Ingress ingress, Route route, Router.Options options) {
    this.here = here;
    this.country = country;
    this.ingress = ingress;
    this.route = route;
    this.options = options;
  }

  /** The taken first, then those that may, best first, then those that may not, by name. */
  List<Candidate> candidates(Set<RegionName> regions) {
    var all = new ArrayList<Candidate>();
    for (var contender : options.contenders()) {
      all.add(new Candidate(contender.region(), isTaken(contender), reason(contender)));
    }
    var may = options.contenders().stream().map(Contender::region).toList();
    regions.stream()
        .filter(region -> !may.contains(region))
        .forEach(region -> all.add(new Candidate(region, false, unlawful(region))));
    all.sort(Comparator.comparing((Candidate c) -> !c.taken()));
    return all;
  }

  private String unlawful(RegionName region) {
    String holds =
        route instanceof Route.Seal && region.equals(here) ? ", so it keeps the mail sealed" : "";
    return "not lawful: it does not list " + country + holds;
  }

  private boolean isTaken(Contender contender) {
    return switch (route) {
      case Route.Here _ -> contender.region().equals(here);
      case Route.Relay(RegionName to, _) -> contender.region().equals(to);
      case Route.Seal(RegionName to) -> contender.region().equals(to);
      case Route.Hold _, Route.Nowhere _ -> false;
    };
  }

  private String reason(Contender contender) {
    String law = contender.transfer().map(Explanation::basis).orElse("lawful");
    return law + ", " + condition(contender) + verdict(contender);
  }

  private static String basis(Transfer transfer) {
    return "not lawful but for a transfer until %s (%s)"
        .formatted(transfer.expires(), transfer.legalBasis());
  }

  private String condition(Contender contender) {
    var view = contender.view();
    return switch (contender.fitness()) {
      case DOWN -> "down";
      case DRAINING -> "draining";
      case FULL -> "no room: mail there waits " + seconds(view.queueDelay()) + " for its decision";
      case IMPAIRED ->
          view.modelHealthy()
              ? view.state().state().word() + where(contender)
              : "no model of it is healthy" + where(contender);
      case FIT -> "ready" + where(contender);
    };
  }

  private String where(Contender contender) {
    var view = contender.view();
    String away =
        contender.region().equals(here) ? "here" : view.roundTrip().toMillis() + " ms away";
    return ", " + away + ", " + percent(view.utilisation()) + " used";
  }

  private String verdict(Contender contender) {
    if (route instanceof Route.Seal && isTaken(contender)) {
      return "; the mail is sealed to its key";
    }
    if (!contender.takesMail()) {
      return "";
    }
    if (route instanceof Route.Hold(HoldReason why) && why == HoldReason.INGRESS_REFUSED) {
      return "; but mail for %s may not pass through %s (ingress: %s)"
          .formatted(country, here, ingress.name().toLowerCase(Locale.ROOT));
    }
    double share = options.shares().map(shares -> shares.of(contender)).orElse(0.0);
    if (share >= 1) {
      return "";
    }
    if (share > 0) {
      return "; gets " + percent(share) + " of such mail";
    }
    return isTaken(contender) ? "" : "; not needed: another goes before it";
  }

  private static String percent(double part) {
    return Math.round(part * 100) + "%";
  }

  private static String seconds(Duration time) {
    return time.toSeconds() + " s";
  }
}
