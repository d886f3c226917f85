package dev.postmeridian.replication;

import dev.postmeridian.change.HybridClock;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Form;
import dev.postmeridian.residency.Residency;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A receiver's own check of what comes: an origin may be wrong, or have read another file. What may
 * not come in is diverted, and never stops the rest.
 */
public final class Admission {
  /** The version of records that this program writes and merges. */
  public static final int VERSION = 1;

  /** A neighbour's records are kept and passed on, and merged once they are understood. */
  private static final int LATEST = VERSION + 1;

  private final RegionName here;
  private final Residency residency;
  private final InstantSource clock;

  public Admission(RegionName here, Residency residency, InstantSource clock) {
    this.here = here;
    this.residency = residency;
    this.clock = clock;
  }

  /**
   * What becomes of a batch.
   *
   * @param clear to be stored and merged
   * @param sealed to be kept closed
   */
  public record Admitted(
      List<FeedItem.Clear> clear, List<FeedItem.Sealed> sealed, List<Diverted> diverted) {
    public Admitted {
      clear = List.copyOf(clear);
      sealed = List.copyOf(sealed);
      diverted = List.copyOf(diverted);
    }
  }

  /** Sorts a batch. */
  public Admitted admit(List<FeedItem> items) {
    var clear = new ArrayList<FeedItem.Clear>();
    var sealed = new ArrayList<FeedItem.Sealed>();
    var diverted = new ArrayList<Diverted>();
    for (FeedItem item : items) {
      Optional<Cause> objection = objection(item);
      if (objection.isPresent()) {
        diverted.add(Diverted.of(item, objection.get()));
      } else if (item instanceof FeedItem.Clear record) {
        clear.add(record);
      } else if (item instanceof FeedItem.Sealed record) {
        sealed.add(record);
      }
    }
    return new Admitted(clear, sealed, diverted);
  }

  private Optional<Cause> objection(FeedItem item) {
    return switch (item) {
      case FeedItem.Clear c when !may(c, Form.CLEAR) -> Optional.of(Cause.UNLAWFUL);
      case FeedItem.Clear c when c.version() < 1 || c.version() > LATEST ->
          Optional.of(Cause.VERSION);
      case FeedItem.Clear c -> early(c.key());
      case FeedItem.Sealed s when residency.clearance(s.country(), here, Form.SEALED).isEmpty() ->
          Optional.of(Cause.UNLAWFUL);
      case FeedItem.Sealed s -> early(s.key());
      case FeedItem.Unreadable _ -> Optional.of(Cause.UNREADABLE);
    };
  }

  private boolean may(FeedItem.Clear record, Form form) {
    return residency.clearance(record.country(), here, form).isPresent();
  }

  private Optional<Cause> early(RecordKey key) {
    long latest = clock.millis() + HybridClock.MAX_SKEW.toMillis();
    return key.stamp().millis() > latest ? Optional.of(Cause.CLOCK) : Optional.empty();
  }
}
