package dev.postmeridian.sealing;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.sealing.Opening.Opened;
import dev.postmeridian.sealing.Opening.Reason;
import dev.postmeridian.sealing.Opening.Refused;
import dev.postmeridian.sealing.SealedCopy.UnreadableException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Opens what was sealed for one region. Safe for use by many threads. */
public final class Opener {
  private static final int DATA_KEYS = 256;
  private final RegionName here;
  private final Function<KeyId, Optional<KeyPair>> keys;
  // Copies of one batch come together: their data key is unwrapped once.
  private final Map<ByteBuffer, DataKey> opened =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, DataKey> eldest) {
          return size() > DATA_KEYS;
        }
      };

  /**
   * @param here the region whose keys these are
   */
  public Opener(RegionName here, Function<KeyId, Optional<KeyPair>> keys) {
    this.here = here;
    this.keys = keys;
  }

  /** Opens a copy, or says why not; throws for no copy at all. */
  public Opening open(byte[] bytes) {
    SealedCopy copy;
    try {
      copy = SealedCopy.parse(bytes);
    } catch (UnreadableException e) {
      return new Refused(Reason.UNREADABLE, String.valueOf(e.getMessage()));
    }
    if (!copy.label().recipient().equals(here)) {
      return new Refused(
          Reason.OTHER_REGION, "the copy is for %s".formatted(copy.label().recipient()));
    }
    Optional<KeyPair> pair = keys.apply(copy.key());
    return pair.isEmpty()
        ? new Refused(Reason.KEY_MISSING, "this region does not have the key " + copy.key())
        : open(copy, pair.get());
  }

  private Opening open(SealedCopy copy, KeyPair pair) {
    byte[] head = Arrays.copyOf(copy.bytes(), copy.ciphertextAt());
    return dataKey(copy, pair)
        .flatMap(key -> key.decrypt(head, copy.bytes(), copy.ciphertextAt()))
        .<Opening>map(clear -> new Opened(copy.label(), clear))
        .orElseGet(() -> new Refused(Reason.DAMAGED, "the copy is not what was sealed"));
  }

  private Optional<DataKey> dataKey(SealedCopy copy, KeyPair pair) {
    var name = ByteBuffer.wrap(copy.wrapped());
    synchronized (opened) {
      DataKey known = opened.get(name);
      if (known != null) {
        return Optional.of(known);
      }
    }
    Optional<DataKey> key = DataKey.unwrap(here, pair, copy.wrapped());
    key.ifPresent(fresh -> {
      synchronized (opened) {
        opened.put(name, fresh);
      }
    });
    return key;
  }
}
