package dev.postmeridian.classifier;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** How one task is learned and measured. */
interface Training {
  /** The task's own word for a label of the data; empty if it knows none. */
  Optional<String> label(String found);

  /**
   * Learns.
   *
   * @param progress told the part done, 0 to 1
   * @throws IllegalArgumentException if there is too little to learn from
   */
  Learned learn(List<Example> examples, DoubleConsumer progress);

  /** What was learned. */
  interface Learned {
    /** Figures on examples not learned from. */
    Map<String, Double> measure(List<Example> examples);

    /** The weights as they are stored. */
    byte[] weights();
  }
}
