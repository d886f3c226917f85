package dev.postmeridian.endtoend;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.postmeridian.endtoend.Senders.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A benchmark: a region's whole process group dies by kill -9 under load, again and again, and how
 * long it is until its mail is taken elsewhere: directly, by relay, sealed, or held.
 */
public final class FailoverTimes {
  private static final String EU = TwoEuRegions.WEST;
  private static final String US = TwoEuRegions.US;
  private static final String DE = "desk@de.example";
  private static final String GB = "desk@uk.example";
  private static final String ONE_LAWFUL =
      ThreeRegions.REGIONS
          + """
          mailboxes: {us.example: US, de.example: DE, uk.example: GB, jp.example: JP}
          queues:
            billing: {description: "Invoices, payments and refunds."}
          ingress: {EU: relay, GB: relay}
          sealed_copies: {eu-west-1: [us-east-1]}
          outage_mode: {default: hold, EU: seal}
          """;

  private FailoverTimes() {}

  /**
   * Arguments: how often a region dies in each deployment (20); two or one lawful regions (both).
   */
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    Path folder = Files.createTempDirectory("failover-times");
    String which = args.length > 1 ? args[1] : "both";
    if (!which.equals("one")) {
      report("two lawful regions", twoLawful(Files.createDirectory(folder.resolve("two")), rounds));
    }
    if (!which.equals("two")) {
      report("one lawful region", oneLawful(Files.createDirectory(folder.resolve("one")), rounds));
    }
  }

  private static Map<String, List<Duration>> twoLawful(Path folder, int rounds) throws Exception {
    String yaml = TwoEuRegions.yaml() + "\ningress: {EU: relay}\n";
    String to = "desk@nordwind.example";
    try (var fleet = RunningFleet.up(folder, yaml);
        var senders = new Senders(fleet)) {
      senders.pour("direct", to, 10, EU, TwoEuRegions.CENTRAL);
      senders.pour("relayed", to, 10, US);
      return dying(
          fleet,
          senders,
          rounds,
          Map.of(
              "250 from the other one", r -> r.is250() && r.region().equals(TwoEuRegions.CENTRAL),
              "250 by relay to it", r -> r.is250() && r.region().equals(US)));
    }
  }

  private static Map<String, List<Duration>> oneLawful(Path folder, int rounds) throws Exception {
    try (var fleet = RunningFleet.up(folder, ONE_LAWFUL);
        var senders = new Senders(fleet)) {
      escrow(fleet, folder);
      senders.pour("sealed", DE, 10, EU, US);
      senders.pour("held", GB, 10, US);
      return dying(
          fleet,
          senders,
          rounds,
          Map.of("sealed", r -> r.is250() && r.region().equals(US), "held", Reply::is451AtRcpt));
    }
  }

  private static void escrow(RunningFleet fleet, Path folder) throws IOException {
    Path passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery\n");
    String to = folder.resolve("eu.keys").toString();
    fleet.run(
        "keys", "export", "--region", EU, "--to", to, "--passphrase-file", passphrase.toString());
  }

  private static Map<String, List<Duration>> dying(
      RunningFleet fleet, Senders senders, int rounds, Map<String, Predicate<Reply>> wanted)
      throws InterruptedException {
    var times = new TreeMap<String, List<Duration>>();
    for (int round = 1; round <= rounds; round++) {
      TimeUnit.SECONDS.sleep(3); // all is as it was
      long killed = fleet.killNine(EU);
      wanted.forEach((name, reply) ->
          times
              .computeIfAbsent(name, _ -> new ArrayList<>())
              .add(first(senders, killed, name, reply)));
      System.err.printf("%d of %d%n", round, rounds);
      fleet.up();
    }
    return times;
  }

  private static Duration first(
      Senders senders, long killed, String name, Predicate<Reply> wanted) {
    try {
      return senders.first(killed, wanted);
    } catch (ConditionTimeoutException e) {
      var others =
          senders
              .replies()
              .filter(reply -> reply.nanos() > killed)
              .collect(groupingBy(FailoverTimes::words, TreeMap::new, counting()));
      throw new IllegalStateException(name + " never came; what came instead: " + others, e);
    }
  }

  private static String words(Reply reply) {
    return reply.to()
        + " at "
        + reply.region()
        + ": "
        + reply.answer().map(SmtpClient.Answer::reply).orElse("no answer");
  }

  private static void report(String deployment, Map<String, List<Duration>> times) {
    times.forEach((name, all) -> {
      Collections.sort(all);
      System.out.printf(
          "%s: %s after %.2f s (median), %.2f s (the longest of %d)%n",
          deployment,
          name,
          all.get(all.size() / 2).toMillis() / 1000.0,
          all.getLast().toMillis() / 1000.0,
          all.size());
    });
  }
}
