package dev.postmeridian.sealing;

import dev.postmeridian.region.RegionName;
import java.util.Set;

/**
 * What other lawful regions have in clear: it comes with their feeds, and is compared as a whole.
 */
public interface ClearCopies {
  /** Where no other region is lawful. */
  ClearCopies NONE =
      new ClearCopies() {
        @Override
        public Set<RegionName> peers() {
          return Set.of();
        }

        @Override
        public void compareAgain(RegionName peer) {}

        @Override
        public boolean isCompared(RegionName peer) {
          return true;
        }
      };

  /** The regions that may have any. */
  Set<RegionName> peers();

  /** Lets all of a peer's log be compared with what is here, soon, and what is missing fetched. */
  void compareAgain(RegionName peer);

  /** Whether that was done. */
  boolean isCompared(RegionName peer);
}
