package dev.postmeridian.routing;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Transfer;
import java.util.Comparator;
import java.util.Optional;

/**
 * A region that may process a mail, as it is now.
 *
 * @param transfer the exception that alone lets it; empty if it is lawful
 */
record Contender(
    RegionName region, Outlook.View view, Fitness fitness, Optional<Transfer> transfer) {
  /** The law first, then fitness, then distance; the name decides between equals. */
  static final Comparator<Contender> ORDER =
      Comparator.<Contender, Boolean>comparing(c -> c.transfer().isPresent())
          .thenComparing(Contender::fitness)
          .thenComparing(c -> c.view().roundTrip())
          .thenComparing(Contender::region);

  boolean isLawful() {
    return transfer.isEmpty();
  }

  boolean takesMail() {
    return fitness.takesMail();
  }
}
