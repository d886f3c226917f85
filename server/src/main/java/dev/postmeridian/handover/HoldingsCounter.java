package dev.postmeridian.handover;

import dev.postmeridian.region.Country;
import java.util.Collection;
import java.util.Map;

/** Counts what a region has, for a plan. */
public interface HoldingsCounter {
  /**
   * How many messages are here.
   *
   * @param clear by country
   * @param sealed messages that copies are held of, by country
   * @param mailboxes of these addresses and domains
   */
  record Holdings(
      Map<Country, Long> clear, Map<Country, Long> sealed, Map<String, Long> mailboxes) {}

  /** Counts what is here, for a plan. */
  Holdings holdings(Collection<String> mailboxes);
}
