package dev.postmeridian.sealing;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;

/**
 * What is written on a sealed copy for everybody to read, and cannot be changed without breaking
 * the seal: whose it is, and which record of which message it holds.
 *
 * @param origin the region that sealed it
 * @param recipient the lawful region that alone can open it
 * @param country whose law the mailbox lives under
 * @param message the message; for mail sealed at intake a number drawn at random, because only a
 *     lawful region can tell the message's id
 * @param stamp of the change that it holds, in order of time; empty where it holds none
 */
public record SealLabel(
    Kind kind,
    RegionName origin,
    RegionName recipient,
    Country country,
    MessageId message,
    String stamp) {
  /** What a sealed copy holds. The numbers are written: never change one. */
  public enum Kind {
    /** A record of a feed. */
    RECORD(1),
    /** Mail that was accepted while no lawful region could take it. */
    MAIL(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Kind of(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("a sealed copy of an unknown kind");
    }
  }
}
