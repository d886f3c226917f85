package dev.postmeridian.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where a region keeps what is its own: database, token, certificate, logs. */
record RegionFolder(Path path) {
  /** The folder of the embedded database. */
  Path postgres() {
    return path.resolve("postgres");
  }

  /** What a node says on its standard streams. */
  Path nodeLog(int number) {
    return path.resolve("logs").resolve("node-" + number + ".log");
  }

  /**
   * Makes the folder and, the first time, its token. Others may pass through it, not look in: a
   * database started by root is another user's.
   */
  void prepare() throws IOException {
    Files.createDirectories(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
    Files.createDirectories(path.resolve("logs"));
    RegionToken.readOrMake(path);
  }
}
