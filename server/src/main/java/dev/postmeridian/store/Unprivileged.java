package dev.postmeridian.store;

import dev.postmeridian.store.StartException.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How PostgreSQL's programs are run: it refuses to be root, so for root they run in a user
 * namespace of their own, or else as {@code nobody}, who is then given the folder.
 */
enum Unprivileged {
  /** We are an ordinary user. */
  AS_IS(""),
  NAMESPACE("unshare -U"),
  NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

  private static final String NOBODYS_ID = "65534:65534";
  private final String prefix;

  Unprivileged(String prefix) {
    this.prefix = prefix;
  }

  /** The way that works here. */
  static Unprivileged here() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return AS_IS;
    }
    for (var way : List.of(NAMESPACE, NOBODY)) {
      if (way.works()) {
        return way;
      }
    }
    throw new StartException(
        Cause.ROOT_NOT_ALLOWED,
        "PostgreSQL refuses to run as root, and neither 'unshare -U' nor 'setpriv' works here: run"
            + " as an ordinary user, or give the region an external PostgreSQL.");
  }

  List<String> command(List<String> command) {
    var all = new ArrayList<String>();
    if (!prefix.isEmpty()) {
      all.addAll(List.of(prefix.split(" ")));
    }
    all.addAll(command);
    return all;
  }

  /** Lets the server's user own its folder. */
  void give(Path folder) throws IOException {
    if (this == NOBODY && Files.exists(folder)) {
      run(List.of("chown", "-R", NOBODYS_ID, folder.toString()));
    }
  }

  private boolean works() {
    try {
      return run(command(List.of("true"))) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
