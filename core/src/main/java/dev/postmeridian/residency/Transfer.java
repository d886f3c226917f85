package dev.postmeridian.residency;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.time.Instant;

/**
 * A lawful exception: a further region that may process a country's mail when none that lists the
 * country can. Used last and always audited.
 *
 * @param legalBasis why this is lawful, in the words of the deployment file
 * @param expires when it ends; at this moment it holds no more
 */
public record Transfer(Country country, RegionName region, String legalBasis, Instant expires) {
  /**
   * @throws IllegalArgumentException if there is no legal basis
   */
  public Transfer {
    if (legalBasis.isBlank()) {
      throw new IllegalArgumentException("a transfer without a legal basis is no exception");
    }
  }

  boolean holdsAt(Instant now) {
    return now.isBefore(expires);
  }
}
