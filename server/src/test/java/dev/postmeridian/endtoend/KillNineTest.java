package dev.postmeridian.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Whole regions, node and database, die by kill -9 at seeded moments while mail pours into all
 * three; every mail that got its 250 is there once, and triaged.
 */
class KillNineTest {
  private static final long SEED = Long.getLong("postmeridian.seed", 20_261_122L);
  private static final int KILLS = 20;
  private static final int KILLS_PER_START = 2;
  private static final int MAILS = 3_000;
  private static final int SENDERS_PER_REGION = 3;
  private static final Map<String, String> DOMAIN_OF = ThreeRegions.DOMAIN_OF;
  private static final List<String> REGIONS = DOMAIN_OF.keySet().stream().sorted().toList();

  private final Random random = new Random(SEED);
  private final Map<String, BlockingQueue<String>> outboxes = new HashMap<>();
  private final Map<String, Integer> smtpPorts = new HashMap<>();
  private final List<String> confirmed = new CopyOnWriteArrayList<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicBoolean done = new AtomicBoolean();

  @TempDir Path folder;

  @Test
  void everyMailThatGot250IsThereOnceAndTriaged() throws Exception {
    System.out.println("KillNineTest seed " + SEED);
    try (RunningFleet fleet = RunningFleet.up(folder, ThreeRegions.YAML)) {
      for (String region : REGIONS) {
        outboxes.put(region, new LinkedBlockingQueue<>());
        smtpPorts.put(region, fleet.region(region).smtpPort());
      }
      List<Thread> senders = startSenders();
      for (int round = 0; round < KILLS / KILLS_PER_START; round++) {
        killRegionsUnderLoad(fleet);
      }
      await().atMost(Duration.ofMinutes(2)).until(() -> confirmed.size() == MAILS);
      done.set(true);
      for (Thread sender : senders) {
        sender.join();
      }
      for (String region : REGIONS) {
        eachConfirmedMailIsThereOnceAndTriaged(fleet, region);
      }
    }
  }

  // two regions die, one after the other, while the third goes on; then all are started again
  private void killRegionsUnderLoad(RunningFleet fleet) {
    List<String> victims = new ArrayList<>(REGIONS);
    Collections.shuffle(victims, random);
    for (String victim : victims.subList(0, KILLS_PER_START)) {
      int moment = confirmed.size() + random.nextInt(MAILS / KILLS / 2);
      for (int i = 0; i < MAILS / KILLS; i++) {
        String region = REGIONS.get(i % REGIONS.size());
        outboxes.get(region).add("mail " + sent.incrementAndGet() + " for " + region);
      }
      await()
          .pollInterval(Duration.ofMillis(1))
          .atMost(Duration.ofMinutes(1))
          .until(() -> confirmed.size() >= moment || outboxes.get(survivor(victims)).isEmpty());
      fleet.killNine(victim);
    }
    fleet.up();
  }

  private static String survivor(List<String> victims) {
    return victims.getLast();
  }

  private List<Thread> startSenders() {
    return REGIONS.stream()
        .flatMap(region -> Collections.nCopies(SENDERS_PER_REGION, region).stream())
        .map(region -> Thread.ofVirtual().start(() -> sendAll(region)))
        .toList();
  }

  private void sendAll(String region) {
    try {
      while (!done.get()) {
        String subject = outboxes.get(region).poll(100, TimeUnit.MILLISECONDS);
        if (subject != null) {
          sendUntilConfirmed(region, subject);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void sendUntilConfirmed(String region, String subject) {
    while (!sendOnce(region, subject)) {
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> answers(smtpPorts.get(region)));
    }
    confirmed.add(subject);
  }

  private boolean sendOnce(String region, String subject) {
    try (var client = new SmtpClient(smtpPorts.get(region))) {
      String to = "desk@" + DOMAIN_OF.get(region);
      return client.send("ada@sender.example", to, mail(subject, to)).startsWith("250");
    } catch (IOException e) {
      return false; // the region died under us: a sender keeps the mail and tries again
    }
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] mail(String subject, String to) {
    String head =
        """
        From: Ada <ada@sender.example>
        To: <%s>
        Subject: %s
        Message-ID: <%s@sender.example>

        Our invoice 4711 is overdue. Could you please tell us by Friday when it will be paid?
        """
            .formatted(to, subject, subject.replace(' ', '.'));
    return (head + "Kind regards, and many thanks in advance.\n".repeat(100))
        .replace("\n", "\r\n")
        .getBytes(US_ASCII);
  }

  private void eachConfirmedMailIsThereOnceAndTriaged(RunningFleet fleet, String region) {
    Api api = new Api(fleet.region(region));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> api.count("triaged") + api.count("quarantined") == api.count("accepted"));
    Map<String, Integer> seen = new HashMap<>();
    for (JsonNode message : api.messages()) {
      assertThat(message.get("state").asString()).isEqualTo("triaged");
      seen.merge(message.get("subject").asString(), 1, Integer::sum);
    }
    List<String> expected = confirmed.stream().filter(s -> s.endsWith(" for " + region)).toList();
    assertThat(expected).hasSize(MAILS / REGIONS.size());
    assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(seen.values()).as("seed %d: each mail once", SEED).containsOnly(1);
  }
}
