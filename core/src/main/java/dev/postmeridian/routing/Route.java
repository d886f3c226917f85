package dev.postmeridian.routing;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Clearance;
import dev.postmeridian.residency.Transfer;
import java.util.Optional;

/** Where one recipient's mail goes, and in which form. */
public sealed interface Route {
  /**
   * This region may process it, and does.
   *
   * @param transfer the exception that alone makes it lawful here, to be audited
   */
  record Here(Optional<Transfer> transfer) implements Route {
    /** In a region that lists the country. */
    public Here() {
      this(Optional.empty());
    }
  }

  /** Another region takes it; it passes through this one's memory. */
  record Relay(RegionName to, Clearance clearance) implements Route {}

  /**
   * It is encrypted here, in memory, to a lawful region's key, and stored so until that region
   * takes it.
   *
   * @param to whose key
   */
  record Seal(RegionName to) implements Route {}

  /** The sender keeps it and tries again. */
  record Hold(HoldReason reason) implements Route {}

  /** No region may process it: its country is listed by none, and the file refuses such mail. */
  record Nowhere() implements Route {}

  /**
   * Whether recipients with these routes can share one transaction, so that one reply after its
   * data tells the truth for all.
   */
  default boolean sharesTransactionWith(Route other) {
    return switch (this) {
      case Here _ -> other instanceof Here;
      case Relay(RegionName to, _) ->
          other instanceof Relay(RegionName there, _) && to.equals(there);
      case Seal(RegionName to) -> other instanceof Seal(RegionName there) && to.equals(there);
      case Hold _, Nowhere _ -> false;
    };
  }
}
