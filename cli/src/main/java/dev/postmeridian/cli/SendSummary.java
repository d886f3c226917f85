package dev.postmeridian.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of the mails of one {@code send}, counted as they go. */
final class SendSummary {
  private static final int MAX_NAMED = 5;
  private static final int MAX_FAILURES = 10_000;

  private final Map<String, Integer> byRegion = new TreeMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private final long started = System.nanoTime();
  private int total;
  private int accepted;
  private int duplicates;
  private int before;
  private int refused;
  private int givenUp;
  private int unreadable;
  private final List<String> skippedFiles = new ArrayList<>();
  private int skipped;

  /**
   * What was not sent.
   *
   * @param region who would not take it; empty if that is not why
   */
  record Failure(String file, String region, String reason) {}

  /** The totals as JSON shows them. */
  record Totals(
      int total,
      int accepted,
      int duplicates,
      int sentBefore,
      int refused,
      int givenUp,
      int unreadable,
      int skipped,
      List<String> skippedFiles,
      List<Failure> failed,
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

  /** A region will never take it. */
  synchronized void refused(String file, String region, String why) {
    refused++;
    note(file, region, why);
  }

  /** A region did not answer: it may take it later. */
  synchronized void givenUp(String file, String region, String why) {
    givenUp++;
    note(file, region, why);
  }

  /** It was never in memory. */
  synchronized void unreadable(String file, String why) {
    total++;
    unreadable++;
    note(file, "", why);
  }

  /** It is no mail. */
  synchronized void skipped(String file) {
    skipped++;
    if (skippedFiles.size() < MAX_FAILURES) {
      skippedFiles.add(file);
    }
  }

  /** How many files are no mail, and the first few of them; empty if all are. */
  synchronized Optional<String> skippedWords() {
    return skipped == 0
        ? Optional.empty()
        : Optional.of(
            skipped
                + (skipped == 1 ? " file that is" : " files that are")
                + " no mail: "
                + some(skippedFiles.stream().map(DecisionWords::printable).toList())
                + ".");
  }

  synchronized Totals totals() {
    return new Totals(
        total,
        accepted,
        duplicates,
        before,
        refused,
        givenUp,
        unreadable,
        skipped,
        List.copyOf(skippedFiles),
        List.copyOf(failures),
        new TreeMap<>(byRegion),
        Math.round(seconds() * 100) / 100.0);
  }

  /** Mails that a region has, since this run or an earlier one. */
  synchronized int arrived() {
    return accepted + duplicates + before;
  }

  synchronized int done() {
    return accepted + duplicates + before + refused + givenUp + unreadable;
  }

  synchronized boolean everythingSent() {
    return refused + givenUp + unreadable == 0;
  }

  /** A line for each distinct reason, with the first few files that it keeps from arriving. */
  synchronized List<String> reasons() {
    var files = new LinkedHashMap<String, List<String>>();
    for (Failure f : failures) {
      String why = f.region().isEmpty() ? f.reason() : f.region() + ": " + f.reason();
      files.computeIfAbsent(why, _ -> new ArrayList<>()).add(DecisionWords.printable(f.file()));
    }
    var lines = new ArrayList<String>();
    files.forEach((why, of) -> lines.add(some(of) + ": " + why));
    return lines;
  }

  private static String some(List<String> files) {
    int more = files.size() - MAX_NAMED;
    return String.join(", ", files.subList(0, Math.min(MAX_NAMED, files.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  private void note(String file, String region, String why) {
    if (failures.size() < MAX_FAILURES) {
      failures.add(new Failure(file, region, why));
    }
  }
}
