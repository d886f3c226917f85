package dev.postmeridian.sealing;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sealed copies that this region holds for others, which it cannot open. */
public interface SealedCopies {
  /**
   * Keeps copies, durably; none of an erased message. The same copy twice is one copy.
   *
   * @return how many were kept that were not here
   */
  int keep(List<SealedCopy> copies);

  /** Deletes all copies of erased messages, whoever sealed them, and keeps late ones out. */
  void bury(List<Tombstone> erased);

  /**
   * Some of what is held for a region, in the order of messages and, for each, of stamps.
   *
   * @param after where the last page ended; empty for the first
   * @param mostBytes ends the page once it holds so much; one copy comes anyway
   */
  List<SealedCopy> page(RegionName recipient, Optional<CopyPlace> after, long mostBytes);

  /**
   * Some of the erased messages of these countries, in the order of their ids.
   *
   * @param after where the last page ended; empty for the first
   */
  List<Tombstone> tombstones(Set<Country> countries, Optional<MessageId> after, int most);

  /** What is held, by whom it is for and which key opens it. */
  List<Holding> holdings();

  /**
   * A message that is erased.
   *
   * @param stamp of the change that says so
   */
  record Tombstone(MessageId message, Stamp stamp, Country country) {}

  /** What is held for one key of one region. */
  record Holding(RegionName recipient, KeyId key, long copies, long bytes) {}
}
