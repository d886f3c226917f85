package dev.postmeridian.sealing;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedItem.Clear;
import dev.postmeridian.residency.Clearance;
import dev.postmeridian.residency.Form;
import dev.postmeridian.sealing.SealLabel.Kind;
import java.util.Optional;

/** Seals a feed's changes to this region itself: whoever holds them keeps them for it. */
public final class FeedSealer implements dev.postmeridian.replication.Sealer {
  private final RegionName here;
  private final Sealer sealer;

  public FeedSealer(RegionName here, Sealer sealer) {
    this.here = here;
    this.sealer = sealer;
  }

  @Override
  public Optional<byte[]> seal(Clear record, Clearance clearance) {
    boolean cleared =
        clearance.form() == Form.SEALED
            && clearance.country().filter(record.country()::equals).isPresent();
    if (!cleared) {
      throw new IllegalArgumentException("the clearance is not for a sealed copy of this change");
    }
    var key = record.key();
    var label =
        new SealLabel(
            Kind.RECORD, here, here, record.country(), key.message(), key.stamp().toString());
    return sealer.seal(label, RecordForm.written(record));
  }
}
