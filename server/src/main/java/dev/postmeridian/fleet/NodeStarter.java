package dev.postmeridian.fleet;

/** Starts a node; closing what it returns stops the node. */
@FunctionalInterface
public interface NodeStarter {
  /**
   * Starts a node and returns once it takes mail.
   *
   * @throws RuntimeException if something stands in the way: its message says what, and what to do
   */
  AutoCloseable start(NodeSettings settings);
}
