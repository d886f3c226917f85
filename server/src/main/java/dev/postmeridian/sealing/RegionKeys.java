package dev.postmeridian.sealing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The sealing keys of this region, the same at all its nodes. One is current, which is what others
 * seal to: the newest that is escrowed, or while none is, the newest. So a new key takes over once
 * it is escrowed, and there is no moment whose copies a loss of the region would close for ever.
 * None is ever forgotten.
 */
public interface RegionKeys {
  /** All of them, the newest first. */
  List<HeldKey> list();

  /** The one that others seal to now; made at the first call. */
  CurrentKey current();

  /** One of them; empty if this region does not have it. */
  Optional<KeyPair> pair(KeyId id);

  /** All of them with their private halves, for escrow. */
  List<MadeKey> export(String actor);

  /** Makes a new one. */
  KeyId rotate(String actor);

  /**
   * Notes that these were brought to safety.
   *
   * @return how many of them are keys of this region
   */
  int escrowed(String actor, Collection<KeyId> ids);

  /**
   * Takes in keys that were brought to safety before.
   *
   * @return how many of them are new to this region
   */
  int take(String actor, Collection<MadeKey> keys);

  /**
   * The key that is sealed to now.
   *
   * @param escrowed whether it survives the loss of the region
   */
  record CurrentKey(PublicKey key, boolean escrowed) {}
}
