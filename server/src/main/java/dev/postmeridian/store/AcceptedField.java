package dev.postmeridian.store;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.time.Instant;

/**
 * The field {@code accepted}: how a message arrived.
 *
 * @param sender envelope sender as it came, empty for the null sender
 * @param via in lower case, such as {@code smtp}
 */
record AcceptedField(
    String mailbox,
    Country country,
    String sender,
    Instant receivedAt,
    String via,
    RegionName region,
    long bytes) {}
