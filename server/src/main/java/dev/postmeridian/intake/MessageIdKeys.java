package dev.postmeridian.intake;

import dev.postmeridian.region.Country;

/**
 * The secrets that message ids are made with: one for each country, so that a region that joins or
 * leaves its lawful ones changes no id.
 */
@FunctionalInterface
public interface MessageIdKeys {
  /**
   * The secret that exactly this country's lawful regions hold.
   *
   * @return at least 16 bytes; the same at every node and every call; not to be changed
   * @throws AcceptedLog.UnavailableException if it cannot be read now
   */
  byte[] keyFor(Country mailboxes);
}
