package dev.postmeridian.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a message is kept after it was accepted; what is empty is kept for good: nothing else
 * erases mail.
 *
 * @param messages every message
 * @param junk messages decided to be spam or phishing; never longer than {@code messages}
 */
public record Retention(Optional<Duration> messages, Optional<Duration> junk) {
  /** Nothing is erased. */
  public static final Retention DEFAULTS = new Retention(Optional.empty(), Optional.empty());

  /**
   * @throws IllegalArgumentException if junk would outlive the rest
   */
  public Retention {
    if (messages.isPresent() && junk.isPresent() && junk.get().compareTo(messages.get()) > 0) {
      throw new IllegalArgumentException("junk cannot be kept longer than messages");
    }
  }
}
