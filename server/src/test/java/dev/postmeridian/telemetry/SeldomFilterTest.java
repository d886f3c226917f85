package dev.postmeridian.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

class SeldomFilterTest {
  private final SeldomFilter filter = new SeldomFilter();

  @Test
  void aSentenceSaidAgainAtOnceIsLeftOutIfItHasTheMarker() {
    var seldom = MarkerFactory.getMarker(SeldomFilter.MARKER);
    assertThat(decide(seldom, "one")).isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide(seldom, "one")).isEqualTo(FilterReply.DENY);
    assertThat(decide(seldom, "another")).isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide(null, "one")).isEqualTo(FilterReply.NEUTRAL);
  }

  @Test
  void soIsOneThatIsRarelyWanted() {
    var rare = MarkerFactory.getMarker(SeldomFilter.RARE);
    assertThat(decide(rare, "of one peer")).isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide(rare, "of one peer")).isEqualTo(FilterReply.DENY);
    assertThat(decide(rare, "of another")).isEqualTo(FilterReply.NEUTRAL);
  }

  private FilterReply decide(@Nullable Marker marker, String sentence) {
    var logger = new LoggerContext().getLogger("any");
    return filter.decide(marker, logger, Level.WARN, sentence, null, null);
  }
}
