package dev.postmeridian.replication;

import java.util.List;

/** What a region's log holds, in digests. */
public interface LogDigests {
  /** One digest for each range, of what both regions may have. */
  List<RangeDigest> digests(List<StampRange> ranges, Extent extent);

  /** The names of the changes in a range, the oldest first, so many at most. */
  List<RecordKey> keys(StampRange range, Extent extent, int most);
}
