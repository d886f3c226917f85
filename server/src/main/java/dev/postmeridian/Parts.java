package dev.postmeridian;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stopping the parts of a node: one that fails to stop must not keep the others running. */
final class Parts {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  private Parts() {}

  static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      log.error("{} did not stop cleanly", part.getClass().getSimpleName(), e);
    }
  }
}
