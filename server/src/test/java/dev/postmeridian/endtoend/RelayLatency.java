package dev.postmeridian.endtoend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A benchmark: the same 5 KB mail for Germany handed to Europe and, in turn, to America, which
 * relays it over a round trip of 80 ms; from MAIL to 250, each over a connection of its own.
 */
public final class RelayLatency {
  private static final double ROUND_TRIP_MILLIS = 80;
  private static final int UNCOUNTED = 50;
  private static final String LAW = "ingress: {EU: relay}\n";
  private static final String TO = "desk@nordwind.example";

  private RelayLatency() {}

  /** Arguments: mails by each way (200). */
  public static void main(String[] args) throws Exception {
    int mails = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    Path folder = Files.createTempDirectory("relay-latency");
    try (var fleet = RunningFleet.up(folder, TwoEuRegions.yaml() + "\n" + LAW)) {
      var direct = new ArrayList<Double>();
      var relayed = new ArrayList<Double>();
      for (int n = 0; n < UNCOUNTED + mails; n++) {
        double here = millis(fleet, TwoEuRegions.WEST, "direct " + n);
        double away = millis(fleet, TwoEuRegions.US, "relayed " + n);
        if (n >= UNCOUNTED) {
          direct.add(here);
          relayed.add(away);
        }
      }
      double added = p(relayed, 0.5) - p(direct, 0.5);
      System.out.printf(
          "direct p50 %.1f ms, p99 %.1f ms; relayed p50 %.1f ms, p99 %.1f ms; added at p50 %.1f ms, %.2f round trips%n",
          p(direct, 0.5),
          p(direct, 0.99),
          p(relayed, 0.5),
          p(relayed, 0.99),
          added,
          added / ROUND_TRIP_MILLIS);
    }
  }

  private static double millis(RunningFleet fleet, String region, String subject) throws Exception {
    String line = "Please tell us when invoice 4711 will be paid; it is overdue since Friday.\r\n";
    byte[] mail = Senders.mail(subject, TO, line.repeat(65));
    try (var client = new SmtpClient(fleet.region(region).smtpPort())) {
      long start = System.nanoTime();
      String reply = client.send("ada@sender.example", TO, mail);
      if (!reply.startsWith("250")) {
        throw new IllegalStateException(region + " said " + reply);
      }
      return (System.nanoTime() - start) / 1e6;
    }
  }

  private static double p(List<Double> values, double rank) {
    var sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) Math.ceil(rank * sorted.size()) - 1);
  }
}
