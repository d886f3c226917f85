package dev.postmeridian.intake;

/** Where a mail's data goes as it arrives: memory, or the link to another region. */
public interface DataSink {
  /** What the sink makes of more data. */
  enum Verdict {
    TAKEN,
    /** The mail is larger than any may be. */
    TOO_BIG,
    /** There is no room for it now. */
    NO_ROOM,
    /** The region that it was passed on to is gone. */
    LOST
  }

  /** Takes the next bytes of the mail; after another verdict than TAKEN it is given no more. */
  Verdict write(byte[] bytes, int from, int to);
}
