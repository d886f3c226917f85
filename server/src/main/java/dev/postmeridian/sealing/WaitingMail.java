package dev.postmeridian.sealing;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Mail that this region accepted sealed, until the region it is for takes it. */
public interface WaitingMail {
  /**
   * Stores sealed mail, all or none; returns after a flushed commit.
   *
   * @throws dev.postmeridian.intake.AcceptedLog.UnavailableException if it could not be stored: the
   *     sender should bring it again
   */
  void store(List<SealedCopy> mails);

  /** How many wait, by whom they wait for. */
  Map<RegionName, Long> waiting();

  /**
   * Takes some for delivery, the oldest first; nobody else gets them until the lease is over.
   *
   * @param mostBytes ends the batch once it holds so much; one mail comes anyway
   */
  List<Waiting> lease(RegionName recipient, long mostBytes, Duration lease);

  /** Forgets mails that the region they are for has made durable. */
  void delivered(Collection<Long> ids);

  /**
   * Keeps mails that the region they are for could not take, for another try.
   *
   * @param why without content
   * @param again when to try again, from now
   */
  void refused(Collection<Long> ids, String why, Duration again);

  /** How many wait that were refused for good reason, by whom they wait for and why. */
  Map<RegionName, Refusals> refusals();

  /** What a region does not take, and the last reason. */
  record Refusals(long mails, String why) {
    /** As the end of a sentence on all that wait. */
    public String words() {
      return "; %d of them it did not take: %s".formatted(mails, why);
    }
  }

  /** A mail that waits. */
  @SuppressWarnings("ArrayRecordComponent")
  record Waiting(long id, Country country, byte[] sealed) {}
}
