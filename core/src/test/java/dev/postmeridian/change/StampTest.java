package dev.postmeridian.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.region.RegionName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StampTest {
  private static final List<RegionName> REGIONS =
      List.of(new RegionName("eu"), new RegionName("eu-west-1"), new RegionName("eu1"));
  private static final Comparator<Stamp> BY_PARTS =
      Comparator.comparingLong(Stamp::millis)
          .thenComparingInt(Stamp::counter)
          .thenComparing(Stamp::region)
          .thenComparing(Stamp::node, Long::compareUnsigned);

  @Test
  void textSortsByteByByteAsThePartsDo() {
    var random = new Random(20_261_122);
    for (int i = 0; i < 20_000; i++) {
      Stamp a = any(random);
      Stamp b = any(random);
      int bytes = Arrays.compareUnsigned(utf8(a), utf8(b));
      assertThat(Integer.signum(bytes)).isEqualTo(Integer.signum(BY_PARTS.compare(a, b)));
      assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Integer.signum(bytes));
    }
  }

  @Test
  void textReadsBack() {
    var random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      Stamp stamp = any(random);
      assertThat(Stamp.parse(stamp.toString())).isEqualTo(stamp);
    }
  }

  @Test
  void whatIsNoStampIsRefused() {
    assertThatThrownBy(() -> Stamp.parse("yesterday")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Stamp(-1, 0, REGIONS.getFirst(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Stamp any(Random random) {
    return new Stamp(
        random.nextInt(3),
        random.nextInt(3),
        REGIONS.get(random.nextInt(REGIONS.size())),
        random.nextBoolean() ? random.nextInt(3) : random.nextLong());
  }

  private static byte[] utf8(Stamp stamp) {
    return stamp.toString().getBytes(StandardCharsets.UTF_8);
  }
}
