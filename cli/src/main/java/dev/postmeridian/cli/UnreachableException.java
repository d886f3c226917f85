package dev.postmeridian.cli;

/** A region did not answer, or said that it cannot now: another try may succeed. */
final class UnreachableException extends Exception {
  UnreachableException(String message) {
    super(message);
  }

  String said() {
    return String.valueOf(getMessage());
  }
}
