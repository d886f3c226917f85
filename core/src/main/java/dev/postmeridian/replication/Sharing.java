package dev.postmeridian.replication;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Form;
import dev.postmeridian.residency.Residency;
import java.util.List;
import java.util.stream.Stream;

/**
 * What two regions may have in common.
 *
 * @param clear the countries whose mail both may have in clear
 * @param sealed those whose mail the one holds for the other, closed
 */
public record Sharing(List<Country> clear, List<Country> sealed) {
  public Sharing {
    clear = List.copyOf(clear);
    sealed = List.copyOf(sealed);
  }

  /**
   * What a region may tell another of its log, now: also what it took by a transfer, which is to
   * come home.
   */
  public static Sharing of(Residency residency, RegionName from, RegionName to) {
    List<Country> own = Country.all().stream().filter(c -> residency.mayProcess(c, from)).toList();
    return new Sharing(
        own.stream().filter(c -> residency.clearance(c, to, Form.CLEAR).isPresent()).toList(),
        own.stream()
            .filter(c -> residency.clearance(c, to, Form.CLEAR).isEmpty())
            .filter(c -> residency.clearance(c, to, Form.SEALED).isPresent())
            .toList());
  }

  /** The parts in which the log of the one that tells is compared. */
  List<Extent> extents(RegionName teller) {
    return Stream.of(new Extent(teller, Form.CLEAR, clear), new Extent(teller, Form.SEALED, sealed))
        .filter(extent -> !extent.countries().isEmpty())
        .toList();
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return clear.isEmpty() && sealed.isEmpty();
  }
}
