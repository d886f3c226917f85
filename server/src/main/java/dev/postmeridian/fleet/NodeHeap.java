package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.intake.IntakeLimits;

/** Whether a node's heap can hold the mail that the deployment file lets in. */
final class NodeHeap {
  private static final long MEBIBYTE = 1 << 20;

  /** What a node needs without any mail. */
  private static final long BASE_BYTES = 32 * MEBIBYTE;

  /**
   * How often the largest mail may be in memory, beside what arrives: for the database's driver,
   * raw for triage, raw for the people who read it, and what is made of it.
   */
  private static final int COPIES = 4;

  private NodeHeap() {}

  /**
   * Refuses limits that would end the node at the first large mails.
   *
   * @param heapBytes the most memory this process may use for objects
   */
  static void check(IntakeLimits limits, long heapBytes) {
    long needed = BASE_BYTES + limits.inFlightBytes() + COPIES * (long) limits.messageBytes();
    if (needed > heapBytes) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "Mails of %d MiB, and %d MiB arriving at once, need a heap of %d MiB, and this node has %d MiB. Lower limits.message_size or limits.in_flight in the deployment file, or start the node with %s=-Xmx%dm."
              .formatted(
                  limits.messageBytes() / MEBIBYTE,
                  limits.inFlightBytes() / MEBIBYTE,
                  needed / MEBIBYTE,
                  heapBytes / MEBIBYTE,
                  NodeJvm.OPTIONS,
                  // the collector keeps a little for itself
                  needed / MEBIBYTE * 11 / 10 + 1));
    }
  }
}
