package dev.postmeridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeerStatusTest {
  private static final String SEEN =
      """
      [{"region": "eu-west-1", "state": "down", "since": "2026-01-02T03:04:05Z",
        "reason": "the last 3 exchanges failed: nobody takes the connection",
        "round_trip_ms": null, "utilisation": null, "queue_delay_seconds": null, "link_errors": 3},
       {"region": "us-east-1", "state": "ready", "since": "2026-01-02T03:04:05Z", "reason": null,
        "round_trip_ms": 81.25, "utilisation": 0.704, "queue_delay_seconds": 0.0,
        "link_errors": 0}]
      """;

  @Test
  void theTableTellsWhatIsWrongWithAPeerAndHowFarAReadyOneIs() {
    var lines = PeerStatus.table(List.of(region(peers(SEEN)))).strip().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1))
        .matches("here +eu-west-1 +down +\\d+d +- +- +3 +the last 3 exchanges failed: .*");
    assertThat(lines.get(2)).matches("here +us-east-1 +ready +\\d+d +81.3 ms +70 % +0\\s*");
  }

  @Test
  void nodesOfAnotherReleaseThatTellNoPeersMakeNoTable() {
    assertThat(peers("[{\"name\": 1}]")).isEmpty();
    assertThat(PeerStatus.table(List.of(region(List.of())))).isEmpty();
  }

  private static List<PeerStatus> peers(String json) {
    return PeerStatus.of(Json.MAPPER.readTree(json));
  }

  private static RegionStatus region(List<PeerStatus> peers) {
    return new RegionStatus(
        "here",
        RegionStatus.READY,
        null,
        null,
        "127.0.0.1:8080",
        "api-token",
        List.of(),
        RegionStatus.Messages.UNKNOWN,
        List.of(),
        peers,
        List.of());
  }
}
