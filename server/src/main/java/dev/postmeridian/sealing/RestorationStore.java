package dev.postmeridian.sealing;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedItem.Clear;
import dev.postmeridian.sealing.SealedCopies.Tombstone;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a region has restored of itself, and how far it has come. */
public interface RestorationStore {
  /** How far each holder's copies have come, by holder. */
  List<Progress> progress();

  /** Notes that somebody began or went on. */
  void begin(String actor, List<RegionName> holders);

  /**
   * Writes records as if they came with a feed, and how far that is, in one transaction.
   *
   * @param records what is here already changes nothing
   */
  void take(Collection<Clear> records, Progress progress);

  /** Writes erasures, and how far that is, in one transaction. */
  void erase(List<Tombstone> erased, Progress progress);

  /** Notes that all is here. */
  void end(String actor);

  /**
   * How far one holder's copies have come.
   *
   * @param after the last copy that is here; empty before the first
   * @param damaged copies that are not what was sealed
   */
  record Progress(
      RegionName holder,
      Optional<CopyPlace> after,
      long copies,
      long bytes,
      long damaged,
      boolean done) {
    static Progress none(RegionName holder) {
      return new Progress(holder, Optional.empty(), 0, 0, 0, false);
    }
  }
}
