package dev.postmeridian.store;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedCursor;
import dev.postmeridian.replication.FeedLimits;
import dev.postmeridian.replication.FeedOrigin;
import dev.postmeridian.replication.FeedSource;
import dev.postmeridian.residency.OutageMode;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.ResidencyRules;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.sealing.FeedSealer;
import dev.postmeridian.sealing.Sealer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A peer that reads a region's feed as fast as it is written, in clear or sealed, or not at all.
 */
final class ReadFeed implements AutoCloseable {
  private static final RegionName PEER = new RegionName("us-east-1");
  private final AtomicLong read = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;

  ReadFeed(TestRegion region, String form) {
    thread = form.equals("none") ? new Thread() : new Thread(() -> pull(source(region, form)));
    thread.start();
  }

  private static FeedSource source(TestRegion region, String form) {
    boolean sealed = form.equals("sealed");
    var own = TestRegion.REGION;
    var law =
        new Residency(
            List.of(FeedRegion.region(own, "DE"), FeedRegion.region(PEER, sealed ? "US" : "DE")),
            new ResidencyRules(
                UnlistedCountries.REFUSE,
                Map.of(),
                List.of(),
                new ResidencyRules.SealedCopies(Map.of(), Map.of(), Set.of(PEER)),
                Map.of(),
                OutageMode.HOLD),
            InstantSource.system());
    var keys = region.store().sealing().regionKeys();
    var sealer = new FeedSealer(own, new Sealer(_ -> Optional.of(keys.current().key())));
    return new FeedOrigin(
            own,
            law,
            region.store().feeds().log(),
            sealer,
            FeedLimits.DEFAULT,
            InstantSource.system())
        .serving(PEER);
  }

  private void pull(FeedSource source) {
    Optional<FeedCursor> at = Optional.empty();
    while (!closed) {
      var ask =
          new FeedSource.Pull(
              TestRegion.REGION,
              ReplicationClass.NORMAL,
              at,
              at,
              Optional.empty(),
              0,
              Duration.ofMillis(100));
      if (source.pull(ask) instanceof FeedSource.Batch batch) {
        at = Optional.of(batch.next());
        read.addAndGet(batch.items().size());
      }
    }
  }

  /** How many changes it has read. */
  long read() {
    return read.get();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
