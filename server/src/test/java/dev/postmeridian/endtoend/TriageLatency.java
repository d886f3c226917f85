package dev.postmeridian.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A benchmark: a steady stream of 5 KB mails into three regions, and how long each took from
 * acceptance to its decision's commit, by the regions' own histograms.
 */
public final class TriageLatency {
  private static final Pattern BUCKET =
      Pattern.compile(
          "postmeridian_triage_latency_seconds_bucket\\{.*le=\"([0-9.]+|\\+Inf)\".*\\} ([0-9.]+)");
  private static final List<String> BOUNDS = List.of("0.025", "0.05", "0.1", "0.25", "1.0", "+Inf");

  private TriageLatency() {}

  /** Arguments: mails a second over all regions (40), seconds (60). */
  public static void main(String[] args) throws Exception {
    int rate = args.length > 0 ? Integer.parseInt(args[0]) : 40;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    Path folder = Files.createTempDirectory("triage-latency");
    try (RunningFleet fleet = RunningFleet.up(folder, ThreeRegions.YAML)) {
      List<RunningFleet.RegionStatus> regions =
          ThreeRegions.DOMAIN_OF.keySet().stream().map(fleet::region).toList();
      send(regions, rate, 10); // the first seconds warm the compilers up and are not counted
      List<Long> before = buckets(regions);
      send(regions, rate, seconds);
      report(before, buckets(regions), rate, seconds);
    }
  }

  private static void send(List<RunningFleet.RegionStatus> regions, int rate, int seconds)
      throws InterruptedException {
    var senders = new ArrayList<Thread>();
    long start = System.nanoTime();
    for (int n = 0; n < rate * seconds; n++) {
      long due = start + n * 1_000_000_000L / rate;
      LockSupport.parkNanos(due - System.nanoTime());
      RunningFleet.RegionStatus region = regions.get(n % regions.size());
      int number = n;
      senders.add(Thread.ofVirtual().start(() -> mail(region, number)));
    }
    for (Thread sender : senders) {
      sender.join();
    }
  }

  private static void mail(RunningFleet.RegionStatus region, int n) {
    String to = "desk@" + ThreeRegions.DOMAIN_OF.get(region.name());
    String mail =
        "From: Ada <ada@sender.example>\r\nTo: <%s>\r\nSubject: invoice %d %d\r\n\r\n"
                .formatted(to, n, System.nanoTime())
            + "Please tell us when invoice 4711 will be paid; it is overdue since Friday.\r\n"
                .repeat(65);
    try (var client = new SmtpClient(region.smtpPort())) {
      client.send("ada@sender.example", to, mail.getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Long> buckets(List<RunningFleet.RegionStatus> regions) {
    var totals = new ArrayList<Long>(java.util.Collections.nCopies(BOUNDS.size(), 0L));
    for (RunningFleet.RegionStatus region : regions) {
      Matcher m = BUCKET.matcher(new Api(region).get("/metrics"));
      while (m.find()) {
        int bound = BOUNDS.indexOf(m.group(1));
        if (bound >= 0) {
          totals.set(bound, totals.get(bound) + (long) Double.parseDouble(m.group(2)));
        }
      }
    }
    return totals;
  }

  private static void report(List<Long> before, List<Long> after, int rate, int seconds) {
    long all = after.getLast() - before.getLast();
    System.out.printf("%d mails, %d/s over three regions for %d s%n", all, rate, seconds);
    for (int i = 0; i < BOUNDS.size() - 1; i++) {
      double share = 100.0 * (after.get(i) - before.get(i)) / all;
      System.out.printf("triaged within %5s s of acceptance: %.2f %%%n", BOUNDS.get(i), share);
    }
  }
}
