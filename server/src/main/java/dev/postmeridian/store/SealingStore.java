package dev.postmeridian.store;

import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.sealing.EscrowedIdKeys;
import dev.postmeridian.sealing.PeerKeys;
import dev.postmeridian.sealing.RegionKeys;
import dev.postmeridian.sealing.RestorationStore;
import dev.postmeridian.sealing.SealedCopies;
import dev.postmeridian.sealing.WaitingMail;

/** What a region's database keeps for sealing: keys, copies of others' mail, mail that waits. */
public record SealingStore(
    RegionKeys regionKeys,
    PeerKeys peerKeys,
    EscrowedIdKeys idKeys,
    SealedCopies copies,
    WaitingMail waitingMail,
    RestorationStore restoration) {
  /**
   * Deletes some of the copies that this region may not hold any more, since the file changed.
   *
   * @return whether there may be more
   */
  boolean forgetUnlawful(Jurisdiction law) {
    var residency = law.residency();
    return copies.forget((country, recipient) ->
        residency.sealedHolders(country).contains(law.region())
            && residency.lawfulRegions(country).contains(recipient))
        > 0;
  }
}
