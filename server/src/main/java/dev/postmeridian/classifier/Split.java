package dev.postmeridian.classifier;

import java.util.ArrayList;
import java.util.List;

/**
 * Examples in two parts: by time where the data has an order, else by a digest of the text, so that
 * equal texts stay on one side.
 */
record Split(List<Example> first, List<Example> rest) {
  private static final int BUCKETS = 1000;
  private static final int LOOKED_AT = 400;

  static Split of(List<Example> examples, double fraction, boolean timeOrdered) {
    if (timeOrdered) {
      int cut = (int) (examples.size() * fraction);
      return new Split(examples.subList(0, cut), examples.subList(cut, examples.size()));
    }
    var first = new ArrayList<Example>();
    var rest = new ArrayList<Example>();
    for (Example example : examples) {
      (bucket(example) < fraction * BUCKETS ? first : rest).add(example);
    }
    return new Split(first, rest);
  }

  private static int bucket(Example example) {
    String text = example.content().mail().text().strip().toLowerCase(java.util.Locale.ROOT);
    String start = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
    return Math.floorMod((start.hashCode() * 0x9E3779B1) >>> 8, BUCKETS);
  }
}
