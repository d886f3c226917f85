package dev.postmeridian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static Age aged(Duration age) {
    return Age.of(NOW.minus(age), NOW, Optional.of(Duration.ofHours(8)));
  }

  @Test
  void ageStandsBesideWhatIsPromised() {
    Age age = aged(Duration.ofMinutes(42));
    assertThat(age.text() + age.limit()).isEqualTo("42 min of 8 h");
    assertThat(age.promise()).isEqualTo("due in 7 h");
    assertThat(age.pressing()).isFalse();
  }

  @Test
  void theLastQuarterPressesAndTheEndIsSaid() {
    assertThat(aged(Duration.ofMinutes(390)).level()).isEqualTo(Age.Level.SOON);
    Age over = aged(Duration.ofHours(10));
    assertThat(over.level()).isEqualTo(Age.Level.OVER);
    assertThat(over.promise()).isEqualTo("2 h over");
    assertThat(aged(Duration.ofHours(8).plusSeconds(30)).promise()).isEqualTo("just now overdue");
    assertThat(aged(Duration.ofHours(8).minusSeconds(30)).promise()).isEqualTo("due now");
  }

  @Test
  void withoutAPromiseThereIsOnlyAnAge() {
    Age age = Age.of(NOW.minusSeconds(5), NOW, Optional.empty());
    assertThat(age).isEqualTo(new Age("now", "", "", Age.Level.FINE));
  }
}
