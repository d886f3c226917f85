package dev.postmeridian.link;

import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Which pairs of regions cannot reach each other now, as a test says it in a file: a line for each
 * pair, such as {@code us-east-1 eu-west-1}. Without the file, none. Safe for use by many threads.
 */
public final class CutPairs {
  private static final long READ_AGAIN = Duration.ofMillis(50).toNanos();

  private final Path file;
  private final LongSupplier nanos;
  private Set<Set<String>> pairs = Set.of();
  private long readAt;

  /**
   * @param nanos a monotonic clock, such as {@code System::nanoTime}
   */
  public CutPairs(Path file, LongSupplier nanos) {
    this.file = file;
    this.nanos = nanos;
    this.readAt = nanos.getAsLong() - READ_AGAIN;
  }

  /** Whether nothing passes between the two, in either direction. */
  public synchronized boolean cut(RegionName one, RegionName other) {
    if (nanos.getAsLong() - readAt >= READ_AGAIN) {
      pairs = read();
      readAt = nanos.getAsLong();
    }
    return pairs.contains(Set.of(one.value(), other.value()));
  }

  private Set<Set<String>> read() {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream()
              .map(line -> Set.copyOf(List.of(line.strip().split(" +"))))
              .collect(Collectors.toUnmodifiableSet())
          : Set.of();
    } catch (IOException _) {
      return pairs; // it is being written
    }
  }
}
