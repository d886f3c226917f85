package dev.postmeridian.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How a region sees another, as its nodes report it. The names are what {@code status --json}
 * prints.
 *
 * @param since when it became so, RFC 3339
 * @param reason why it is not ready
 * @param roundTripMs over the link; null while it is down, as the next two while it is not heard
 * @param utilisation accepted mails a minute over its capacity
 * @param linkErrors exchanges with it that failed since the node started
 */
public record PeerStatus(
    String region,
    String state,
    String since,
    @Nullable String reason,
    @Nullable Double roundTripMs,
    @Nullable Double utilisation,
    @Nullable Double queueDelaySeconds,
    long linkErrors) {

  public PeerStatus {
    Objects.requireNonNull(region);
    Objects.requireNonNull(state);
    Instant.parse(since);
  }

  /** What {@code /v1/status} says; nothing if it says none, or nothing that can be read. */
  static List<PeerStatus> of(JsonNode peers) {
    try {
      return peers
          .valueStream()
          .map(peer -> Json.MAPPER.treeToValue(peer, PeerStatus.class))
          .toList();
    } catch (JacksonException e) {
      return List.of();
    }
  }

  /** One table of all regions and how they see their peers; empty if none tells. */
  static String table(List<RegionStatus> regions) {
    if (regions.stream().allMatch(region -> region.peers().isEmpty())) {
      return "";
    }
    var table =
        new Table("REGION", "SEES", "STATE", "FOR", "ROUND TRIP", "LOAD", "LINK ERRORS", "WHY");
    for (RegionStatus region : regions) {
      region.peers().forEach(peer -> table.row(peer.row(region.name())));
    }
    return System.lineSeparator() + table;
  }

  private String[] row(String seenBy) {
    return new String[] {
      seenBy,
      region,
      state,
      Table.age(Instant.parse(since)),
      roundTripMs == null ? "-" : String.format(Locale.ROOT, "%.1f ms", roundTripMs),
      utilisation == null ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * utilisation),
      Long.toString(linkErrors),
      reason == null ? "" : reason
    };
  }
}
