package dev.postmeridian.outbox;

/** A file that an effect needs can't be used; its message says why, without what is in it. */
final class UnusableException extends Exception {
  private static final long serialVersionUID = 1;

  private final String why;

  UnusableException(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  String why() {
    return why;
  }
}
