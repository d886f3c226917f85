package dev.postmeridian.outbox;

import dev.postmeridian.effect.EffectClaim;

/** Brings effects of one name to their target. Safe for many threads. */
@FunctionalInterface
interface Sender {
  /** One attempt; returns within the effect's timeout or little later. */
  Answer send(EffectClaim claim) throws InterruptedException;
}
