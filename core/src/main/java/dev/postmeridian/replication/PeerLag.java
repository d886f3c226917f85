package dev.postmeridian.replication;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Form;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a peer does not have yet of this region's log.
 *
 * @param form in which it has what it may have; clear if it may have some of it in clear
 * @param classes most urgent first
 * @param told when it last said how far it has got; empty if it never did
 */
public record PeerLag(RegionName peer, Form form, List<ClassLag> classes, Optional<Instant> told) {
  public PeerLag {
    classes = List.copyOf(classes);
  }

  /**
   * One class of it.
   *
   * @param behind age of the oldest change that the peer does not have; zero if it has all
   * @param records how many it does not have, those in its quarantine among them
   * @param bytes what they weigh with their content
   * @param diverted how many of them stand in its quarantine
   * @param isMore whether there are more, which were not counted
   */
  public record ClassLag(
      ReplicationClass replicationClass,
      Duration behind,
      long records,
      long bytes,
      long diverted,
      boolean isMore) {}

  /** How much time's mail would be lost to this peer if this region were lost now. */
  public Duration rpo() {
    return classes.stream()
        .map(ClassLag::behind)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
