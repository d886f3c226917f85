package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.telemetry.Backlog;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
  @Test
  void whatIsAcceptedAndNotYetDecidedIsCounted() {
    try (var region = TestRegion.open()) {
      assertThat(region.store().backlog()).isEqualTo(Backlog.NONE);
      region.store().acceptedLog().accept(List.of(TestRegion.mail("one"), TestRegion.mail("two")));
      assertThat(region.store().backlog().jobs()).isEqualTo(2);
      assertThat(region.store().backlog().oldest()).isGreaterThanOrEqualTo(Backlog.NONE.oldest());
    }
  }
}
