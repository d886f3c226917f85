package dev.postmeridian.effect;

import java.util.Locale;

/** How far an effect is. */
public enum EffectState {
  /** It is to be delivered, now or at its next attempt. */
  WAITING,
  /** A node is delivering it. */
  SENDING,
  /** Its target has taken its newest revision. */
  DELIVERED,
  /** It was given up, until somebody retries or drops it. */
  DEAD;

  /** The word for people and for JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
