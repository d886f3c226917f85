package dev.postmeridian.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a fleet has written anywhere: databases, their logs, its own logs, keys. */
record FleetFiles(Path data) {
  /** Every file that holds the word in any form. */
  List<Path> with(Canary canary) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(data.resolve("binaries")))
          .filter(file -> canary.isIn(bytes(file)))
          .toList();
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0]; // a database's temporary file that is gone again
    } catch (IOException e) {
      throw new UncheckedIOException("a file that can't be read can't be called clean", e);
    }
  }

  boolean isDatabaseOf(String region, Path file) {
    Path path = data.relativize(file);
    return path.toString().contains(region + "/")
        && Stream.of("base", "pg_wal").anyMatch(part -> containsName(path, part));
  }

  private static boolean containsName(Path path, String name) {
    for (Path part : path) {
      if (part.toString().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
