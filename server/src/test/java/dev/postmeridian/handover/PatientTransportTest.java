package dev.postmeridian.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatientTransportTest {
  private static final RegionName PEER = new RegionName("eu-west-1");
  private static final byte[] QUESTION = {1};
  private final AtomicInteger asked = new AtomicInteger();

  private byte[] silent(int times) throws IOException {
    if (asked.incrementAndGet() <= times) {
      throw new IOException("cut off");
    }
    return QUESTION;
  }

  @Test
  void aPeerThatIsBackSoonIsHeard() throws Exception {
    try (var transport = new PatientTransport((_, _) -> silent(2), Duration.ofSeconds(30))) {
      assertThat(transport.ask(PEER, QUESTION)).isEqualTo(QUESTION);
      assertThat(asked).hasValue(3);
    }
  }

  @Test
  void aPeerThatStaysAwayIsGivenUp() {
    try (var transport = new PatientTransport((_, _) -> silent(999), Duration.ofMillis(300))) {
      assertThatThrownBy(() -> transport.ask(PEER, QUESTION)).isInstanceOf(IOException.class);
      assertThat(asked).hasValueBetween(1, 2);
    }
  }

  @Test
  void aNodeThatStopsAsksNobodyAgain() {
    var transport = new PatientTransport((_, _) -> silent(999), Duration.ofMinutes(10));
    transport.close();
    assertThatThrownBy(() -> transport.ask(PEER, QUESTION)).isInstanceOf(IOException.class);
    assertThat(asked).hasValue(1);
  }
}
