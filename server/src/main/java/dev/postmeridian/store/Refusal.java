package dev.postmeridian.store;

import java.util.Optional;

/** That the database refused to store something, through no fault of the mail; until it does. */
final class Refusal {
  private final String what;
  private final String otherwise;
  private volatile String last = "";

  /**
   * @param what is stored, as people call it
   * @param otherwise what became of it, where nothing can be done at once
   */
  Refusal(String what, String otherwise) {
    this.what = what;
    this.otherwise = otherwise;
  }

  /** Remembers why, if it was not the mail's own fault. */
  void note(Exception e) {
    if (Fault.of(e) != Fault.OF_DATA) {
      last = Fault.name(e);
    }
  }

  /** Something was stored. */
  void end() {
    if (!last.isEmpty()) {
      last = "";
    }
  }

  /** Whether the last thing was refused. */
  boolean stands() {
    return !last.isEmpty();
  }

  /** What is wrong and what to do, in words without content; empty if all is well. */
  Optional<String> trouble() {
    String why = last;
    return why.isEmpty() ? Optional.empty() : Optional.of(words(what, why, otherwise));
  }

  /** What was refused, why, and what to do. */
  static String words(String what, String why, String otherwise) {
    return "the database could not store %s (%s): %s".formatted(what, why, remedy(why, otherwise));
  }

  private static String remedy(String why, String otherwise) {
    return switch (why) {
      case "SQLSTATE 42501", "ClockSkewException" ->
          "a clock was set back, or this machine's and the database's differ by more than a minute. Set them right; a node whose clock was ahead goes on once the time it knew has come";
      case "SQLSTATE 53100" -> "its disk is full: free some space";
      default -> otherwise + "; if this stays, look at the server and its log";
    };
  }
}
