package dev.postmeridian.handover;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a region has, as the law that it lives under changes. */
public interface HandoverStore {
  /**
   * A message that is here.
   *
   * @param mailbox its address; empty once it is erased
   * @param labels the countries that its changes name: one, but for a moment
   */
  record Kept(MessageId id, String mailbox, Set<Country> labels) {
    public Kept {
      labels = Set.copyOf(labels);
    }
  }

  /** A message to hand over, and what it weighs. */
  record Weighed(Departing message, long bytes) {}

  /** Sealed copies of one country's mail for one region. */
  record Shelf(Country country, RegionName recipient) {}

  /** How many messages are here, about. */
  long size();

  /** The next messages in the order of their ids. */
  List<Kept> page(Optional<MessageId> after, int most);

  /** Puts messages under another country's law, audited. */
  void relabel(String actor, List<MessageId> ids, Country country);

  /** Sees to it that peers do not take a log of which something is let go for one set back. */
  void markLog();

  /** What another region is to hold before these are let go of. */
  List<Weighed> departing(List<MessageId> ids);

  /**
   * Deletes all that is here of these, audited in the same transaction; what more has been said of
   * meanwhile stays.
   *
   * @param to the regions that hold them
   * @return how many are gone
   */
  int letGo(String actor, List<Departing> messages, Country country, Set<RegionName> to);

  /** How much mail waits here sealed, and for whom. */
  Map<Shelf, Long> waiting();

  /** Of which mail sealed copies are held here, and for whom. */
  List<Shelf> shelves();

  /** The next messages of a shelf in the order of their ids, with the stamps of their copies. */
  List<Departing> copies(Shelf shelf, Optional<MessageId> after, int most);

  /** Deletes copies of these, audited. */
  int forget(String actor, Shelf shelf, List<Departing> messages, Set<RegionName> to);
}
