package dev.postmeridian.effect;

import dev.postmeridian.mail.MessageId;

/** The idempotency key of an effect: one message, one effect. */
public record EffectKey(MessageId message, EffectName effect) implements Comparable<EffectKey> {
  @Override
  public int compareTo(EffectKey other) {
    int order = message.compareTo(other.message);
    return order != 0 ? order : effect.compareTo(other.effect);
  }

  /** As receivers see it: {@code MESSAGE/EFFECT}. */
  @Override
  public String toString() {
    return message.hex() + "/" + effect;
  }
}
