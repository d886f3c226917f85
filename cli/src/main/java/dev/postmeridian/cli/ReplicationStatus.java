package dev.postmeridian.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a peer lacks of a region's log, as its nodes report it. The names are what {@code status
 * --json} prints.
 *
 * @param form clear or sealed
 * @param rpoSeconds how much time's changes would be lost to the peer if the region were lost now
 * @param toldAt when the peer last said how far it has got; null if it never did
 */
public record ReplicationStatus(
    String peer,
    String form,
    double rpoSeconds,
    @Nullable String toldAt,
    List<ClassStatus> classes) {
  public ReplicationStatus {
    classes = List.copyOf(classes);
  }

  /**
   * One class of it.
   *
   * @param more whether there are more, which were not counted
   */
  public record ClassStatus(
      String name, double seconds, long records, long bytes, long quarantined, boolean more) {
    /** Such as "12 records, 60 KB, 1.5 s"; a dash if the peer has all. */
    String words() {
      return records == 0
          ? "-"
          : "%d%s records, %d KB, %.1f s"
              .formatted(records, more ? "+" : "", bytes / 1000, seconds);
    }
  }

  /** What {@code /v1/status} says; nothing if it says none, or nothing that can be read. */
  static List<ReplicationStatus> of(JsonNode replication) {
    try {
      return replication
          .valueStream()
          .map(peer -> Json.MAPPER.treeToValue(peer, ReplicationStatus.class))
          .toList();
    } catch (JacksonException e) {
      return List.of();
    }
  }

  /** One table of all regions and peers; empty if no region tells another anything. */
  static String table(List<RegionStatus> regions) {
    if (regions.stream().allMatch(region -> region.replication().isEmpty())) {
      return "";
    }
    var table = new Table("REGION", "PEER", "COPY", "URGENT", "NORMAL", "BULK", "RPO");
    for (RegionStatus region : regions) {
      for (ReplicationStatus peer : region.replication()) {
        table.row(
            region.name(),
            peer.peer(),
            peer.form(),
            peer.words("urgent"),
            peer.words("normal"),
            peer.words("bulk"),
            peer.toldAt() == null ? "no copy yet" : "%.1f s".formatted(peer.rpoSeconds()));
      }
    }
    return System.lineSeparator() + table;
  }

  private String words(String name) {
    return classes.stream()
        .filter(c -> c.name().equals(name))
        .map(ClassStatus::words)
        .findFirst()
        .orElse("?");
  }
}
