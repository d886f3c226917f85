package dev.postmeridian.intake;

import dev.postmeridian.region.RegionName;
import java.util.Set;

/** The secrets that message ids are made with: one for each set of lawful regions. */
@FunctionalInterface
public interface MessageIdKeys {
  /**
   * The secret that exactly these regions share.
   *
   * @param lawful the mailbox's lawful regions, this one among them
   * @return at least 16 bytes; the same at every node and every call; not to be changed
   * @throws AcceptedLog.UnavailableException if it cannot be read now
   */
  byte[] keyFor(Set<RegionName> lawful);
}
