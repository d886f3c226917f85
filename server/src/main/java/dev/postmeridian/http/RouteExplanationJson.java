package dev.postmeridian.http;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.routing.Candidate;
import dev.postmeridian.routing.HoldReason;
import dev.postmeridian.routing.Route;
import dev.postmeridian.routing.RoutingDecision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A routing decision.
 *
 * @param at the region that decided
 * @param outcome {@code here}, {@code relay}, {@code seal}, {@code hold} or {@code nowhere}
 * @param region where the mail goes, or whose key it is sealed to; null if it goes nowhere
 * @param reply what a sender gets for RCPT
 * @param reason why it is held; null if it is not
 * @param legalBasis of the transfer that alone makes it lawful; null if the region is lawful
 */
record RouteExplanationJson(
    String country,
    String at,
    String outcome,
    @Nullable String region,
    String reply,
    @Nullable String reason,
    @Nullable String legalBasis,
    List<CandidateJson> candidates) {
  /** One region, and why the mail goes there or not. */
  record CandidateJson(String region, boolean taken, String reason) {
    static CandidateJson of(Candidate candidate) {
      return new CandidateJson(candidate.region().value(), candidate.taken(), candidate.reason());
    }
  }

  private static final String OK = "250 2.1.5";

  static RouteExplanationJson of(RegionName at, Country country, RoutingDecision decision) {
    var candidates = decision.candidates().stream().map(CandidateJson::of).toList();
    String code = country.code();
    return switch (decision.route()) {
      case Route.Here(var transfer) ->
          new RouteExplanationJson(
              code,
              at.value(),
              "here",
              at.value(),
              OK,
              null,
              transfer.map(t -> t.legalBasis()).orElse(null),
              candidates);
      case Route.Relay(RegionName to, var clearance) ->
          new RouteExplanationJson(
              code,
              at.value(),
              "relay",
              to.value(),
              OK,
              null,
              clearance.transfer().map(t -> t.legalBasis()).orElse(null),
              candidates);
      case Route.Seal(RegionName to) ->
          new RouteExplanationJson(
              code, at.value(), "seal", to.value(), OK, null, null, candidates);
      case Route.Hold(HoldReason why) ->
          new RouteExplanationJson(
              code, at.value(), "hold", null, "451 4.3.0", why.sentence(), null, candidates);
      case Route.Nowhere _ ->
          new RouteExplanationJson(
              code, at.value(), "nowhere", null, "550 5.7.1", null, null, candidates);
    };
  }
}
