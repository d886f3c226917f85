package dev.postmeridian.sealing;

import java.util.Locale;

/** What one region may ask another about sealing. */
public enum SealingQuestion {
  /** What is sealed to you? */
  KEY,
  /** Take this mail, which was accepted for you. */
  MAIL,
  /** Which copies of mine do you hold? */
  COPIES,
  /** Which of my messages are erased? */
  TOMBSTONES;

  /** Where it is asked on the link. */
  public String path() {
    return "/sealing/" + name().toLowerCase(Locale.ROOT);
  }
}
