package dev.postmeridian.feed;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.LagCounter;
import dev.postmeridian.replication.PeerLag;
import dev.postmeridian.replication.Sharing;
import dev.postmeridian.residency.Form;
import dev.postmeridian.residency.Residency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far every peer is behind this region's log, counted at most once a second; one that is too
 * far behind is told of in the log and in {@link #trouble()}.
 */
public final class PeerLags implements Supplier<List<PeerLag>> {
  private static final Logger LOG = LoggerFactory.getLogger(PeerLags.class);
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration RECENT = Duration.ofSeconds(5);
  private final LagCounter counter;
  private final Duration alarm;
  private final Set<RegionName> late = new TreeSet<>();
  private final Map<RegionName, Sharing> peers = new TreeMap<>();
  private List<PeerLag> last = List.of();
  private long at = System.nanoTime() - RECENT.toNanos();

  /**
   * @param alarm the lag that is too much
   */
  public PeerLags(RegionName here, Residency residency, LagCounter counter, Duration alarm) {
    this.counter = counter;
    this.alarm = alarm;
    for (RegionName peer : residency.regions()) {
      Sharing sharing = Sharing.of(residency, here, peer);
      if (!peer.equals(here) && !sharing.isEmpty()) {
        peers.put(peer, sharing);
      }
    }
  }

  /** Those that get something of this region's log. */
  public List<RegionName> peers() {
    return List.copyOf(peers.keySet());
  }

  /** How far each is behind; by name. */
  @Override
  public List<PeerLag> get() {
    return notOlderThan(FRESH);
  }

  private synchronized List<PeerLag> notOlderThan(Duration age) {
    if (System.nanoTime() - at >= age.toNanos()) {
      var lags = new ArrayList<PeerLag>();
      Instant now = Instant.now();
      peers.forEach((peer, sharing) -> lags.add(of(peer, sharing, now)));
      last = List.copyOf(lags);
      last.forEach(this::tell);
      at = System.nanoTime();
    }
    return last;
  }

  /** Once when a peer falls behind, and once when it has caught up. */
  private void tell(PeerLag lag) {
    if (isLate(lag) ? late.add(lag.peer()) : late.remove(lag.peer())) {
      if (isLate(lag)) {
        LOG.warn("{}", behind(lag));
      } else {
        LOG.info("{} is less than {} s behind again", lag.peer(), alarm.toSeconds());
      }
    }
  }

  private boolean isLate(PeerLag lag) {
    return lag.rpo().compareTo(alarm) > 0;
  }

  private PeerLag of(RegionName peer, Sharing sharing, Instant now) {
    var countries = new ArrayList<Country>(sharing.clear());
    countries.addAll(sharing.sealed());
    Form form = sharing.clear().isEmpty() ? Form.SEALED : Form.CLEAR;
    return counter.of(peer, form, countries, now);
  }

  /** What is wrong, in words without content; empty if nothing is. It is asked every second. */
  public Optional<String> trouble() {
    return notOlderThan(RECENT).stream().flatMap(lag -> trouble(lag).stream()).findFirst();
  }

  private Optional<String> trouble(PeerLag lag) {
    long diverted = lag.classes().stream().mapToLong(PeerLag.ClassLag::diverted).sum();
    if (diverted > 0) {
      return Optional.of(
          "%d changes of this region stand in the quarantine of %s: look at its log for the cause, and compare both regions' files, versions and clocks"
              .formatted(diverted, lag.peer()));
    }
    return isLate(lag) ? Optional.of(behind(lag)) : Optional.empty();
  }

  private String behind(PeerLag lag) {
    return "%s does not have what was written here in the last %d s: if this region were lost now, that would be lost with it. %s"
        .formatted(lag.peer(), lag.rpo().toSeconds(), remedy(lag.peer()));
  }

  private String remedy(RegionName peer) {
    OptionalInt process = counter.holdsUp(Instant.now().minus(alarm));
    return process.isPresent()
        ? "A transaction in this region's database is open for longer than that, and no feed goes past it: end it with SELECT pg_terminate_backend(%d)"
            .formatted(process.getAsInt())
        : "See that " + peer + " runs and the link to it works";
  }
}
