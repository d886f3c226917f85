package dev.postmeridian.store;

import dev.postmeridian.store.StartException.Cause;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/** Turns what a system call or a program of PostgreSQL complains of into words with a remedy. */
final class Failures {
  private Failures() {}

  static StartException ofFolder(Path folder, IOException e) {
    String text = String.valueOf(e.getMessage());
    if (isDiskFull(text)) {
      return diskFull(folder, e);
    }
    if (e instanceof AccessDeniedException || isReadOnly(e)) {
      return new StartException(
          Cause.NOT_WRITABLE,
          "Can't write to "
              + folder
              + ": change its owner or rights, or choose another folder with --data.",
          e);
    }
    return new StartException(Cause.BROKEN, "Can't use " + folder + ": " + e, e);
  }

  /**
   * @param output what the program printed: about the server, never about mail
   */
  static StartException ofProgram(String program, Path folder, String output) {
    if (isDiskFull(output)) {
      return diskFull(folder, null);
    }
    if (output.contains("Permission denied")) {
      return new StartException(
          Cause.NOT_WRITABLE,
          "PostgreSQL may not use "
              + folder
              + ": the folder and all above it must be open to the user that runs it. Choose"
              + " another folder with --data.");
    }
    return new StartException(
        Cause.BROKEN, program + " failed for " + folder + ". It said: " + output.strip());
  }

  private static StartException diskFull(
      Path folder, @org.jspecify.annotations.Nullable Throwable e) {
    String message =
        "The disk that holds "
            + folder
            + " is full: free some space. Nothing that was accepted is lost.";
    return e == null
        ? new StartException(Cause.DISK_FULL, message)
        : new StartException(Cause.DISK_FULL, message, e);
  }

  private static boolean isDiskFull(String text) {
    return text.contains("No space left on device") || text.contains("Disk quota exceeded");
  }

  private static boolean isReadOnly(IOException e) {
    return e instanceof FileSystemException f
        && String.valueOf(f.getReason()).toLowerCase(Locale.ROOT).contains("read-only");
  }
}
