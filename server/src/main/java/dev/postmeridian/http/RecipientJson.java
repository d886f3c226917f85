package dev.postmeridian.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postmeridian.intake.Outcome;
import dev.postmeridian.intake.Recipient;
import dev.postmeridian.region.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of one recipient of a mail that came by HTTP.
 *
 * @param status {@code accepted}, {@code duplicate}, {@code sealed} or {@code refused}
 * @param code what SMTP would have replied
 * @param lawfulRegions where it would be taken, if not here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecipientJson(
    String to,
    @Nullable String id,
    String status,
    String code,
    String detail,
    @Nullable List<String> lawfulRegions) {

  /** What became of a copy that was taken. */
  static RecipientJson of(String to, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Kept kept -> kept(to, kept);
      case Outcome.Sealed(RegionName region) ->
          new RecipientJson(
              to,
              null,
              "sealed",
              "250 2.0.0",
              "The mail is stored sealed for " + region + ", which gets it when it is back.",
              List.of(region.value()));
      case Outcome.Unavailable _ ->
          refused(
              to,
              "451 4.3.0",
              "The mail could not be stored for it now; send it again to this recipient.",
              null);
      case Outcome.Looping _ ->
          refused(to, "554 5.4.6", "The mail has passed too many hops.", null);
    };
  }

  private static RecipientJson kept(String to, Outcome.Kept kept) {
    String status = kept.duplicate() ? "duplicate" : "accepted";
    String detail = kept.duplicate() ? "This mail is stored already." : "The mail is stored.";
    return new RecipientJson(to, kept.id().hex(), status, "250 2.0.0", detail, null);
  }

  /** Why this recipient's copy is not taken. */
  static RecipientJson refused(String to, Optional<Recipient> recipient) {
    if (recipient.isEmpty()) {
      return refused(to, "501 5.1.3", "This is not an address.", null);
    }
    return switch (recipient.get()) {
      case Recipient.Unknown _ -> refused(to, "550 5.1.1", "There is no such mailbox.", null);
      case Recipient.Nowhere _ ->
          refused(to, "550 5.7.1", "No region may take mail for this mailbox's country.", null);
      case Recipient.Elsewhere elsewhere ->
          refused(
              to,
              "451 4.3.0",
              "No region can take mail for this mailbox by this way now.",
              names(elsewhere.lawful()));
      case Recipient.Taken _ -> throw new IllegalArgumentException("it was taken");
    };
  }

  private static RecipientJson refused(
      String to, String code, String detail, @Nullable List<String> lawful) {
    return new RecipientJson(to, null, "refused", code, detail, lawful);
  }

  static List<String> names(Set<RegionName> regions) {
    return regions.stream().sorted().map(RegionName::value).toList();
  }
}
