package dev.postmeridian.classifier;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model's folder says of its weights.
 *
 * @param format version of this format; readers refuse others
 * @param name what the model decides, such as {@code junk}
 * @param version the model's own version
 * @param sha256 digest of the weights before deflation, in hex
 * @param trainedOn the data it learned from, in words
 * @param licence licences of that data
 * @param examples how many it learned from
 * @param metrics figures measured when it was made, in the order of their names
 */
record Manifest(
    int format,
    String name,
    int version,
    String sha256,
    String trainedOn,
    String licence,
    int examples,
    Map<String, Double> metrics) {
  static final int FORMAT = 1;

  Manifest {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }
}
