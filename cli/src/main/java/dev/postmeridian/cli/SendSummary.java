package dev.postmeridian.cli;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What became of the mails of one {@code send}, counted as they go. */
final class SendSummary {
  private static final int MAX_REASONS = 5;

  private final Map<String, Integer> byRegion = new TreeMap<>();
  private final Set<String> reasons = new TreeSet<>();
  private final long started = System.nanoTime();
  private int total;
  private int accepted;
  private int duplicates;
  private int before;
  private int refused;
  private int failed;

  /** The totals as JSON shows them. */
  record Totals(
      int total,
      int accepted,
      int duplicates,
      int sentBefore,
      int refused,
      int failed,
      Map<String, Integer> regions,
      double seconds) {}

  synchronized void found() {
    total++;
  }

  synchronized void sentBefore() {
    before++;
  }

  synchronized void accepted(String region, boolean duplicate) {
    byRegion.merge(region, 1, Integer::sum);
    if (duplicate) {
      duplicates++;
    } else {
      accepted++;
    }
  }

  synchronized void refused(String why) {
    refused++;
    note(why);
  }

  synchronized void failed(String why) {
    failed++;
    note(why);
  }

  synchronized Totals totals() {
    return new Totals(
        total,
        accepted,
        duplicates,
        before,
        refused,
        failed,
        new TreeMap<>(byRegion),
        Math.round(seconds() * 100) / 100.0);
  }

  /** Mails that a region has, since this run or an earlier one. */
  synchronized int arrived() {
    return accepted + duplicates + before;
  }

  synchronized int done() {
    return accepted + duplicates + before + refused + failed;
  }

  synchronized boolean everythingSent() {
    return refused == 0 && failed == 0;
  }

  /** A few of the distinct reasons for what was not sent. */
  synchronized Set<String> reasons() {
    return new TreeSet<>(reasons);
  }

  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  private void note(String why) {
    if (reasons.size() < MAX_REASONS) {
      reasons.add(why);
    }
  }
}
