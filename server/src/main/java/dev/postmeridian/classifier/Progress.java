package dev.postmeridian.classifier;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** A line of progress that writes over itself on a terminal, and stays silent elsewhere. */
final class Progress {
  private final PrintWriter err;
  private final boolean terminal =
      Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  private long lastTenth = -1;

  Progress(PrintWriter err) {
    this.err = err;
  }

  void count(String what, int done) {
    if (terminal && done % 500 == 0) {
      show(what + ": " + done);
    }
  }

  void part(String what, double done) {
    long tenth = (long) (done * 20);
    if (terminal && tenth != lastTenth) {
      lastTenth = tenth;
      show(what + ": " + tenth * 5 + "%");
    }
  }

  private void show(String line) {
    err.print("\r" + line + "          ");
    err.flush();
  }

  void end() {
    if (terminal) {
      err.print("\r                                        \r");
      err.flush();
    }
  }
}
