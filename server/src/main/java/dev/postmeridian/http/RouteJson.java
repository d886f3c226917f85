package dev.postmeridian.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postmeridian.intake.Recipient;
import dev.postmeridian.region.Country;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one recipient's mail would go.
 *
 * @param outcome {@code here}, {@code elsewhere}, {@code nowhere} or {@code unknown}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RouteJson(
    String to, String outcome, @Nullable String country, @Nullable List<String> lawfulRegions) {
  static RouteJson of(String to, Optional<Recipient> recipient) {
    return recipient.map(known -> of(to, known)).orElseGet(() -> unknown(to));
  }

  private static RouteJson of(String to, Recipient recipient) {
    return switch (recipient) {
      case Recipient.Here here ->
          new RouteJson(to, "here", here.country().code(), RecipientJson.names(here.lawful()));
      case Recipient.Elsewhere there ->
          new RouteJson(
              to, "elsewhere", there.country().code(), RecipientJson.names(there.lawful()));
      case Recipient.Nowhere(_, Country country) ->
          new RouteJson(to, "nowhere", country.code(), List.of());
      case Recipient.Unknown _ -> unknown(to);
    };
  }

  private static RouteJson unknown(String to) {
    return new RouteJson(to, "unknown", null, null);
  }
}
