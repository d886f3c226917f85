package dev.postmeridian.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** How many messages the regions of a running fleet have, as far as they answer. */
public final class ResidencyCounts {
  private final Map<String, JsonNode> byRegion = new TreeMap<>();

  private ResidencyCounts() {}

  /**
   * Asks every region of the fleet in this folder; none if there is none.
   *
   * @param mailboxes addresses and domains to count, too
   */
  public static ResidencyCounts of(Path folder, Collection<String> mailboxes) {
    var counts = new ResidencyCounts();
    var question = Map.of("mailboxes", List.copyOf(mailboxes));
    FleetFile.read(folder)
        .map(fleet -> fleet.regions().stream().map(RegionOptions::endpoint).toList())
        .orElse(List.of())
        .forEach(region -> counts.ask(new RegionApi(region), question));
    return counts;
  }

  /** A plan is made of files: it is worth reading without counts. */
  private void ask(RegionApi region, Map<String, List<String>> question) {
    try {
      JsonNode holdings = region.postJson("/v1/residency/holdings", question);
      byRegion.put(Json.word(holdings, "region"), holdings);
    } catch (UnreachableException | ApiProblem _) {
      // left out
    }
  }

  /**
   * Messages in a region; empty if it was not asked or did not answer.
   *
   * @param form {@code clear}, {@code sealed} or {@code mailboxes}
   * @param names countries, or mailboxes
   */
  public OptionalLong in(String region, String form, Collection<String> names) {
    JsonNode holdings = byRegion.get(region);
    return holdings == null
        ? OptionalLong.empty()
        : OptionalLong.of(
            names.stream().mapToLong(name -> holdings.path(form).path(name).asLong(0)).sum());
  }
}
