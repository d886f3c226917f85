package dev.postmeridian.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the files below a folder that are not hidden, and what stood in the way of some. */
final class MailFolder extends SimpleFileVisitor<Path> {
  private final Map<Path, Optional<IOException>> files = new TreeMap<>();

  /** By name; with the reason where one cannot be read. */
  Map<Path, Optional<IOException>> files() {
    return files;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    boolean hidden = String.valueOf(file.getFileName()).startsWith(".");
    if (!hidden && Files.isRegularFile(file)) {
      files.put(file, Optional.empty());
    } else if (!hidden && attributes.isSymbolicLink()) {
      String why =
          Files.exists(file) ? "it is a link, and not to a file" : "it is a link to nothing";
      files.put(file, Optional.of(new FileSystemException(file.toString(), null, why)));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException why) {
    files.put(file, Optional.of(why));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException why) {
    if (why != null) {
      files.put(folder, Optional.of(why));
    }
    return FileVisitResult.CONTINUE;
  }
}
