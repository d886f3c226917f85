package dev.postmeridian.sealing;

/** What a lawful region says to mail that was accepted for it. The numbers are written. */
enum Verdict {
  /** It is durable here, from now on or from before. */
  STORED(1),
  /** Not now: bring it again. */
  LATER(2),
  /** It can't be opened here: the key is missing, or it is damaged. */
  CLOSED(3),
  /** It opens, and there is nobody here whom it is for. */
  NOBODYS(4);

  private final int code;

  Verdict(int code) {
    this.code = code;
  }

  byte code() {
    return (byte) code;
  }

  static Verdict of(int code) {
    for (Verdict verdict : values()) {
      if (verdict.code == code) {
        return verdict;
      }
    }
    return LATER;
  }
}
