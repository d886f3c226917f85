package dev.postmeridian.sealing;

import dev.postmeridian.region.Country;
import dev.postmeridian.replication.FeedSource.IdKey;
import java.util.Map;

/** The keys of message ids, as escrow takes and brings them. */
public interface EscrowedIdKeys {
  /** Those of all countries that this region is listed for; made where there is none yet. */
  Map<Country, IdKey> all();

  /** Takes these in: of two keys of one country, the older is kept. */
  void take(Map<Country, IdKey> keys);
}
