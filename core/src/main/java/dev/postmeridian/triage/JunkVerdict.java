package dev.postmeridian.triage;

import java.util.Locale;

/** Whether a message is wanted. */
public enum JunkVerdict {
  HAM,
  SPAM,
  PHISHING,
  /** Sent to many on purpose and with the usual headers (List-*, Precedence): not junk. */
  BULK;

  /** The word of the API and the deployment file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether people would want it out of their queues. */
  public boolean isJunk() {
    return this == SPAM || this == PHISHING;
  }
}
