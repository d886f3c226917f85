package dev.postmeridian.store;

import dev.postmeridian.store.StartException.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once per version from the class path into a cache folder that all
 * regions share. Safe with many processes at once: one unpacks, under a lock, and renames.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path folder) {
  /** The major version of the binaries this build carries. */
  static final int MAJOR = 18;

  private static final String VERSION = "18.6.0";

  /** The program of this name. */
  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  static PostgresBinaries unpackedIn(Path cache) {
    Path folder = cache.toAbsolutePath().resolve("postgresql-" + VERSION);
    if (Files.isDirectory(folder)) {
      return new PostgresBinaries(folder);
    }
    try {
      Files.createDirectories(cache);
      unpackLocked(cache, folder);
      return new PostgresBinaries(folder);
    } catch (IOException e) {
      throw Failures.ofFolder(cache, e);
    }
  }

  // Within this process synchronized does what the file lock does between processes.
  private static synchronized void unpackLocked(Path cache, Path folder) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      if (lock.isValid() && !Files.isDirectory(folder)) {
        Path fresh = cache.resolve("unpacking-" + VERSION);
        Folders.delete(fresh);
        Files.createDirectories(fresh);
        unpack(fresh);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static void unpack(Path folder) throws IOException {
    Process tar =
        new ProcessBuilder("tar", "-x", "--exclude=*.a", "-C", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream archive = archive();
        OutputStream in = tar.getOutputStream()) {
      archive.transferTo(in);
    }
    try {
      if (tar.waitFor() != 0) {
        throw new IOException("tar could not unpack the archive of PostgreSQL");
      }
    } catch (InterruptedException e) {
      tar.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while unpacking PostgreSQL", e);
    }
  }

  private static InputStream archive() throws IOException {
    String name = "/postgres-" + system() + "-" + machine() + ".txz";
    InputStream packed = PostgresBinaries.class.getResourceAsStream(name);
    if (packed == null) {
      throw new StartException(
          Cause.BROKEN,
          "This build carries no PostgreSQL for this machine ("
              + name
              + "). Give the region an external one: database.url in the deployment file.");
    }
    return new XZInputStream(packed);
  }

  private static String system() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return os.contains("mac") ? "darwin" : "linux";
  }

  private static String machine() {
    return switch (System.getProperty("os.arch", "")) {
      case "aarch64" -> "arm_64";
      default -> "x86_64";
    };
  }
}
