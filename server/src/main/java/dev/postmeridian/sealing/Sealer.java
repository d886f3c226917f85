package dev.postmeridian.sealing;

import dev.postmeridian.region.RegionName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Seals records to the regions that may open them. A data key serves a thousand records of one
 * recipient: wrapping one takes as long as sealing thirty mails. Safe for use by many threads.
 */
public final class Sealer {
  private static final int RECORDS_PER_KEY = 1000;
  private final Function<RegionName, Optional<PublicKey>> keys;
  private final Map<RegionName, Batch> batches = new ConcurrentHashMap<>();

  private static final class Batch {
    final PublicKey to;
    final DataKey.Wrapped data;
    int records;

    Batch(RegionName recipient, PublicKey to) {
      this.to = to;
      this.data = DataKey.make(recipient, to);
    }

    boolean serves(PublicKey asked) {
      return to.id().equals(asked.id()) && records < RECORDS_PER_KEY;
    }
  }

  /**
   * @param keys the public key that a region is sealed to now; empty if it is not known yet
   */
  public Sealer(Function<RegionName, Optional<PublicKey>> keys) {
    this.keys = keys;
  }

  /**
   * The sealed form of a record.
   *
   * @param clear the record, whatever its form
   * @return empty if the recipient's public key is not known: the record has to wait
   */
  public Optional<byte[]> seal(SealLabel label, byte[] clear) {
    return keys.apply(label.recipient()).map(to -> seal(label, clear, to));
  }

  private byte[] seal(SealLabel label, byte[] clear, PublicKey to) {
    Batch batch =
        batches.compute(
            label.recipient(),
            (recipient, open) -> {
              Batch serving = open != null && open.serves(to) ? open : new Batch(recipient, to);
              serving.records++;
              return serving;
            });
    byte[] head = SealedCopy.head(label, to.id(), batch.data.wrapped());
    return batch.data.key().encrypt(head, clear);
  }
}
