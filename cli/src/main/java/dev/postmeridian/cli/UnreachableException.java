package dev.postmeridian.cli;

/** A region did not answer, or said that it cannot now: another try may succeed. */
final class UnreachableException extends Exception {
  private final Endpoint endpoint;
  private final String words;

  UnreachableException(Endpoint endpoint, String words) {
    super(endpoint + ": " + words);
    this.endpoint = endpoint;
    this.words = words;
  }

  /** Who did not answer. */
  Endpoint endpoint() {
    return endpoint;
  }

  /** Why, without the region's name. */
  String words() {
    return words;
  }

  /** The same with the region's name. */
  String said() {
    return endpoint + ": " + words;
  }

  /**
   * The end of a command that needs this region.
   *
   * @param mending what to do, as a sentence
   */
  CommandFailure failure(String mending) {
    return new CommandFailure(ExitCode.UNAVAILABLE, said() + " " + mending);
  }
}
