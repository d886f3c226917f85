package dev.postmeridian.store;

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
    RestorationStore restoration) {}
