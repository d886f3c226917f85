package dev.postmeridian.jobs;

/**
 * What a worker has room for.
 *
 * @param claims at most so many
 * @param bytes all together
 * @param alone whether it holds nothing: then the first may be of any size, or a suspect, which
 *     nothing else comes with
 */
public record Room(int claims, long bytes, boolean alone) {
  /** For so many of any size; for tests and tools. */
  public static Room of(int claims) {
    return new Room(claims, Long.MAX_VALUE, true);
  }
}
