package dev.postmeridian.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Regions that share no file and no launcher, and all that passes between them. */
@TestMethodOrder(OrderAnnotation.class)
class ThreeHostsTest {
  private static final Canary GERMAN = new Canary("KanarienvogelDeZq7");
  private static final Canary AMERICAN = new Canary("KanarienvogelUsZq7");
  @TempDir private static Path folder;
  private static @Nullable ThreeHosts started;

  @BeforeAll
  static void start() throws IOException {
    var obstacle = Namespaces.obstacle();
    Assumptions.assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
    started = ThreeHosts.start(folder);
  }

  @AfterAll
  static void close() {
    if (started != null) {
      started.close();
    }
  }

  private static ThreeHosts hosts() {
    return Objects.requireNonNull(started);
  }

  private static String to(Canary canary) {
    return canary.word() + (canary == GERMAN ? "@de.example" : "@us.example");
  }

  private static String from(Canary canary) {
    return canary.word() + "@sender.example";
  }

  private static String brought(RegionHost region, Canary canary) throws IOException {
    return region.sent(from(canary), to(canary), CanaryTest.mail(canary.word(), to(canary)));
  }

  @Test
  @Order(1)
  void regionsWithNothingButTheirFilesSeeEachOtherReady() {
    for (RegionHost host : hosts().all()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() ->
              assertThat(json(host.api().get("/v1/status")).get("peers"))
                  .hasSize(2)
                  .allMatch(peer -> peer.get("state").asString().equals("ready"))
                  .allMatch(peer -> peer.get("round_trip_ms").asDouble() > 0));
    }
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  @Order(2)
  void mailIsRelayedToItsCountryAndCopiedWhereThatIsLawful() throws IOException {
    assertThat(brought(hosts().region("us-east-1"), GERMAN)).startsWith("250");
    assertThat(brought(hosts().region("eu-west-1"), AMERICAN)).startsWith("250");
    for (String region : List.of("eu-west-1", "eu-central-1")) {
      assertIsAt(region, GERMAN);
    }
    assertIsAt("us-east-1", AMERICAN);
  }

  private static void assertIsAt(String region, Canary canary) throws IOException {
    Api api = hosts().region(region).api();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(api.messages())
                .singleElement()
                .satisfies(m -> {
                  assertThat(m.get("subject").asString()).contains(canary.word());
                  assertThat(m.get("state").asString()).isEqualTo("triaged");
                }));
  }

  @Test
  @Order(3)
  void aRelayThatFailsMidwayLeavesNothingOnTheDiskOfTheRegionThatRelays() throws IOException {
    RegionHost us = hosts().region("us-east-1");
    RegionHost taker = hosts().region(routeOf("DE"));
    byte[] piece = (GERMAN.word() + " writes much.\r\n").repeat(20_000).getBytes(US_ASCII);
    try (var client = us.sender()) {
      assertThat(client.begin(from(GERMAN), to(GERMAN))).startsWith("250");
      client.write("Subject: Much\r\n\r\n".getBytes(US_ASCII));
      client.write(piece);
      client.write(piece);
      taker.killNine();
      client.write(piece);
      assertThat(client.end()).startsWith("451");
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> brought(us, GERMAN).startsWith("250")); // by the other lawful region
    assertThat(new FleetFiles(us.folder().resolve("data")).with(GERMAN)).isEmpty();
    assertThat(GERMAN.isIn(Files.readAllBytes(us.folder().resolve("node.log")))).isFalse();
    assertThat(new FleetFiles(us.folder().resolve("data")).with(AMERICAN)).isNotEmpty();
    for (String region : List.of("eu-west-1", "eu-central-1")) {
      var data = hosts().region(region).folder().resolve("data");
      assertThat(new FleetFiles(data).with(AMERICAN)).isEmpty();
      assertThat(new FleetFiles(data).with(GERMAN)).as("the search finds it").isNotEmpty();
    }
  }

  private static String routeOf(String country) throws IOException {
    var api = hosts().region("us-east-1").api();
    return json(api.get("/v1/routes/explain?country=" + country)).get("region").asString();
  }

  @Test
  @Order(4)
  void nothingButTls13PassedBetweenThemAndNoWordOfTheMail() throws Exception {
    List<String> addresses = hosts().all().stream().map(RegionHost::address).toList();
    var between = new ArrayList<Conversation>();
    for (RegionHost host : hosts().all()) {
      List<Segment> captured = host.captured();
      assertThat(captured).noneMatch(s -> isStray(s, addresses));
      for (Conversation one : Conversation.of(captured)) {
        if (one.isBetween(addresses)) {
          between.add(one);
        } else if (one.isWithinAHost()) {
          assertOwn(host, one);
        } else {
          assertThat(List.of(one.from(), one.to())).contains(hosts().sender());
        }
      }
      assertTheSearchWouldFindIt(host, captured);
    }
    assertThat(between).isNotEmpty().allSatisfy(ThreeHostsTest::assertTls);
  }

  /** A packet between two regions that is none of TCP. */
  private static boolean isStray(Segment one, List<String> addresses) {
    return one.protocol() != Segment.TCP
        && addresses.contains(one.from())
        && addresses.contains(one.to());
  }

  private static void assertTls(Conversation one) {
    assertThat(one.bytes())
        .satisfies(bytes -> {
          assertThat(GERMAN.isIn(bytes)).as("%s", one).isFalse();
          assertThat(AMERICAN.isIn(bytes)).as("%s", one).isFalse();
        });
    if (one.fromPort() == RegionHost.LINK) {
      if (one.bytes().length > 0) { // a region that is down says nothing
        TlsRecords.assertServerSpeaksTls13(one);
      }
    } else {
      assertThat(one.toPort()).as("%s", one).isEqualTo(RegionHost.LINK);
      if (one.bytes().length > 0) {
        TlsRecords.assertClientSpeaksTls(one);
      }
    }
  }

  /** What a host says to itself, as to its database, holds only its own country's mail. */
  private static void assertOwn(RegionHost host, Conversation one) {
    Canary foreign = host.region().equals("us-east-1") ? GERMAN : AMERICAN;
    assertThat(foreign.isIn(one.bytes())).as("%s", one).isFalse();
  }

  /** The senders' mail is in the capture, word for word, and so is what goes to the database. */
  private static void assertTheSearchWouldFindIt(RegionHost host, List<Segment> captured) {
    Canary own = host.region().equals("us-east-1") ? AMERICAN : GERMAN;
    var all = Conversation.of(captured);
    assertThat(all).anyMatch(one -> one.from().equals("127.0.0.1") && own.isIn(one.bytes()));
    if (host.region().equals("us-east-1")) {
      assertThat(all)
          .anyMatch(one -> one.from().equals(hosts().sender()) && GERMAN.isIn(one.bytes()));
    }
  }
}
