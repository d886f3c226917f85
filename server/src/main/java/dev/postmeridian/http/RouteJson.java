package dev.postmeridian.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postmeridian.intake.Recipient;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one recipient's mail would go.
 *
 * @param outcome {@code here}, {@code sealed}, {@code elsewhere}, {@code nowhere} or {@code
 *     unknown}
 * @param detail why it would go nowhere, or sealed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RouteJson(
    String to,
    String outcome,
    @Nullable String country,
    @Nullable List<String> lawfulRegions,
    @Nullable String detail) {
  static RouteJson of(String to, Optional<Recipient> recipient) {
    return recipient
        .map(known -> of(to, known))
        .orElseGet(() -> unknown(to, "This is not an address."));
  }

  private static RouteJson of(String to, Recipient recipient) {
    return switch (recipient) {
      case Recipient.Here here ->
          new RouteJson(
              to, "here", here.country().code(), RecipientJson.names(here.lawful()), null);
      case Recipient.Sealed(_, Country country, RegionName region) ->
          new RouteJson(
              to,
              "sealed",
              country.code(),
              List.of(region.value()),
              "It would be stored sealed until the lawful region is back.");
      case Recipient.Relayed relayed ->
          new RouteJson(to, "relay", relayed.country().code(), List.of(relayed.to().value()), null);
      case Recipient.Elsewhere there ->
          new RouteJson(
              to, "elsewhere", there.country().code(), RecipientJson.names(there.lawful()), null);
      case Recipient.Nowhere(_, Country country) ->
          new RouteJson(
              to,
              "nowhere",
              country.code(),
              List.of(),
              "No region may take mail for this mailbox's country.");
      case Recipient.Unknown _ -> unknown(to, "There is no such mailbox.");
    };
  }

  private static RouteJson unknown(String to, String detail) {
    return new RouteJson(to, "unknown", null, null, detail);
  }
}
