package dev.postmeridian.endtoend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A benchmark: a steady stream of 5 KB mails and corrections into four regions as far apart as real
 * ones, two of them for one law, and how long after its stamp a change was stored in the other
 * region, by the regions' own histograms.
 */
public final class ReplicationLag {
  private static final Pattern BUCKET =
      Pattern.compile(
          "postmeridian_replication_delay_seconds_bucket\\{class=\"(\\w+)\".*le=\"([0-9.]+|\\+Inf)\".*\\} ([0-9.]+)");

  private ReplicationLag() {}

  /** Arguments: mails a second over all regions (40), seconds (60). */
  public static void main(String[] args) throws Exception {
    double rate = args.length > 0 ? Double.parseDouble(args[0]) : 40;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    Path folder = Files.createTempDirectory("replication-lag");
    try (var fleet = RunningFleet.up(folder, TwoEuRegions.yaml());
        var senders = new Senders(fleet)) {
      senders.pour("west", "desk@nordwind.example", rate / 3, TwoEuRegions.WEST);
      senders.pour("central", "desk@harbour.example", rate / 6, TwoEuRegions.CENTRAL);
      senders.pour("america", "desk@acme.example", rate / 4, TwoEuRegions.US);
      senders.pour("asia", "desk@sakura.example", rate / 4, TwoEuRegions.ASIA);
      TimeUnit.SECONDS.sleep(20); // the compilers warm up, which is not counted
      var before = buckets(fleet);
      long accepted = senders.accepted();
      correct(new Api(fleet.region(TwoEuRegions.WEST)), seconds);
      var after = buckets(fleet);
      System.out.printf("%d mails in %d s%n", senders.accepted() - accepted, seconds);
      after.forEach((name, counts) -> report(name, before.getOrDefault(name, Map.of()), counts));
    }
  }

  /** Four corrections a second: what people say goes first. */
  private static void correct(Api api, int seconds) {
    var ids = List.copyOf(api.messagesById().keySet());
    long start = System.nanoTime();
    for (int n = 0; n < 4 * seconds; n++) {
      api.correct(
          ids.get(n % ids.size()),
          n / ids.size() % 2 == 0 ? "{\"priority\": \"urgent\"}" : "{\"priority\": \"low\"}");
      LockSupport.parkNanos(start + n * 250_000_000L - System.nanoTime());
    }
  }

  /** By class: how many batches were at most so old, in seconds. */
  private static Map<String, Map<Double, Long>> buckets(RunningFleet fleet) {
    var buckets = new TreeMap<String, Map<Double, Long>>();
    for (String region : TwoEuRegions.ALL) {
      var found = BUCKET.matcher(new Api(fleet.region(region)).get("/metrics"));
      while (found.find()) {
        double bound =
            found.group(2).equals("+Inf")
                ? Double.POSITIVE_INFINITY
                : Double.parseDouble(found.group(2));
        buckets
            .computeIfAbsent(found.group(1), _ -> new TreeMap<>())
            .merge(bound, (long) Double.parseDouble(found.group(3)), Long::sum);
      }
    }
    return buckets;
  }

  private static void report(String name, Map<Double, Long> before, Map<Double, Long> after) {
    var counts = new TreeMap<Double, Long>();
    after.forEach((bound, count) -> counts.put(bound, count - before.getOrDefault(bound, 0L)));
    long all = counts.getOrDefault(Double.POSITIVE_INFINITY, 0L);
    System.out.printf(
        "%s: %d batches, the oldest change of each stored within %s (p50), %s (p99)%n",
        name, all, percentile(counts, all * 0.5), percentile(counts, all * 0.99));
  }

  private static Duration percentile(TreeMap<Double, Long> counts, double rank) {
    return counts.entrySet().stream()
        .filter(e -> e.getValue() >= rank && e.getKey() < Double.POSITIVE_INFINITY)
        .map(e -> Duration.ofMillis((long) (e.getKey() * 1000)))
        .findFirst()
        .orElse(Duration.ofDays(1));
  }
}
