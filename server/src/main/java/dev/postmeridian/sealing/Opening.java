package dev.postmeridian.sealing;

/** What came of opening a sealed copy. */
public sealed interface Opening {
  /**
   * It is what was sealed, bit for bit.
   *
   * @param label believe this, not what came beside the copy
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Opened(SealLabel label, byte[] clear) implements Opening {}

  /** It stays closed. */
  record Refused(Reason reason, String words) implements Opening {}

  /** Why a copy stays closed. */
  enum Reason {
    /** It is no sealed copy, or one of a later version. */
    UNREADABLE,
    /** It was sealed for another region. */
    OTHER_REGION,
    /** This region does not have its key: import it. */
    KEY_MISSING,
    /** It is not what was sealed. */
    DAMAGED
  }
}
