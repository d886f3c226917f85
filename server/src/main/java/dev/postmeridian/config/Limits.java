package dev.postmeridian.config;

import dev.postmeridian.intake.IntakeLimits;
import dev.postmeridian.smtp.SmtpLimits;

/**
 * What a node takes from senders.
 *
 * @param intake for every protocol
 * @param smtp for SMTP and LMTP
 */
public record Limits(IntakeLimits intake, SmtpLimits smtp) {
  /** What holds where the file is silent. */
  public static final Limits DEFAULTS = new Limits(IntakeLimits.DEFAULT, SmtpLimits.DEFAULT);
}
