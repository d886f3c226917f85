package dev.postmeridian.http;

import dev.postmeridian.http.RequestEnvelope.Addressed;
import dev.postmeridian.intake.Recipient;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.region.Countries;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.routing.Router;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code GET /v1/routes/explain}: where mail for a country that reaches this region goes now, with
 * every candidate and the reason it was or was not taken. By address only in a region where that
 * address is lawful: elsewhere it must not even be asked for.
 */
public final class RouteExplainService implements HttpService {
  private final RegionName region;
  private final Residency residency;
  private final Router router;
  private final Function<MailAddress, Recipient> mailboxes;

  /**
   * @param mailboxes looks a recipient up, without counting it
   */
  public RouteExplainService(
      RegionName region,
      Residency residency,
      Router router,
      Function<MailAddress, Recipient> mailboxes) {
    this.region = region;
    this.residency = residency;
    this.router = router;
    this.mailboxes = mailboxes;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/v1/routes/explain", this::explain);
  }

  private void explain(ServerRequest request, ServerResponse response) {
    Country country = asked(request);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Json.send(response, RouteExplanationJson.of(region, country, router.decide(country)));
  }

  private Country asked(ServerRequest request) {
    List<String> countries = request.query().all("country", List::of);
    if (countries.size() == 1) {
      return country(countries.getFirst());
    }
    if (!countries.isEmpty()) {
      throw oneCountry();
    }
    List<Addressed> recipients = RequestEnvelope.recipients(request, mailboxes);
    if (recipients.size() != 1) {
      throw oneCountry();
    }
    return countryOf(recipients.getFirst());
  }

  private static Country country(String word) {
    try {
      Set<Country> named = Countries.named(word);
      if (named.size() == 1) {
        return named.iterator().next();
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw oneCountry();
  }

  private static ProblemException oneCountry() {
    return Problem.badRequest(
            "The request does not name one country.",
            "Write country=DE in the query, with one ISO 3166-1 code, or one address in"
                + " Envelope-To.")
        .exception();
  }

  private Country countryOf(Addressed asked) {
    var recipient = asked.recipient().orElseThrow(RouteExplainService::noAddress);
    return switch (recipient) {
      case Recipient.Taken taken -> lawful(taken.country());
      case Recipient.Elsewhere(_, Country country, _) -> lawful(country);
      case Recipient.Nowhere _, Recipient.Unknown _ ->
          throw Problem.unprocessable(
                  "There is no such mailbox, or no region may take its mail.",
                  "Check the mailboxes of the deployment file, or ask by country.")
              .exception();
    };
  }

  private Country lawful(Country country) {
    if (!residency.lawfulRegions(country).contains(region)) {
      throw Problem.unprocessable(
              "This region may not process mail for this address, so it answers by country alone.",
              "Ask by country, or ask a region that may: "
                  + String.join(", ", RecipientJson.names(residency.lawfulRegions(country)))
                  + ".")
          .exception();
    }
    return country;
  }

  private static ProblemException noAddress() {
    return Problem.badRequest("This is not an address.", "Write local-part@domain.").exception();
  }
}
