package dev.postmeridian.replication;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Form;
import java.util.List;

/**
 * What two regions compare of one's log: all changes of countries that both may have in clear; or,
 * of those whose mail the other holds sealed, the one's own changes of messages that are not erased
 * and the first erasure of those that are.
 *
 * @param teller whose log the other may read
 * @param form clear or sealed
 */
public record Extent(RegionName teller, Form form, List<Country> countries) {
  /**
   * @throws IllegalArgumentException if the form is another
   */
  public Extent {
    if (form == Form.METADATA) {
      throw new IllegalArgumentException("logs are compared in clear or sealed");
    }
    countries = List.copyOf(countries);
  }
}
