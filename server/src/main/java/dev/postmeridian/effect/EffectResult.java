package dev.postmeridian.effect;

import java.time.Duration;

/** What became of a claim on an effect. */
public record EffectResult(EffectClaim claim, Outcome outcome) {
  /** The ways a claim ends. */
  public sealed interface Outcome {}

  /** The target has taken it. */
  public record Delivered() implements Outcome {}

  /**
   * It is tried again.
   *
   * @param error what went wrong, without content or address
   */
  public record Retried(Duration after, String error) implements Outcome {}

  /**
   * It is not tried again until somebody says so.
   *
   * @param error what went wrong, without content or address
   */
  public record Dead(String error) implements Outcome {}

  /** It was not begun: any node may have it at once, and the attempt does not count. */
  public record Released() implements Outcome {}

  /** There is nothing to do any more: the message has left the effect's queues, or is gone. */
  public record Moot() implements Outcome {}
}
