package dev.postmeridian.replication;

import dev.postmeridian.region.Country;
import java.util.List;

/** What a region's log holds, in digests. */
public interface LogDigests {
  /** One digest for each range, of the changes of these countries. */
  List<RangeDigest> digests(List<StampRange> ranges, List<Country> countries);

  /** The names of the changes in a range, the oldest first, so many at most. */
  List<RecordKey> keys(StampRange range, List<Country> countries, int most);
}
