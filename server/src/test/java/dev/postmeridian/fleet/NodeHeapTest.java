package dev.postmeridian.fleet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.intake.IntakeLimits;
import org.junit.jupiter.api.Test;

class NodeHeapTest {
  // what the virtual machine calls its maximum with the launcher's -Xmx176m
  private static final long LAUNCHED = 170L << 20;

  @Test
  void theDefaultsFitIntoTheNodeThatTheLauncherStarts() {
    assertThatCode(() -> NodeHeap.check(IntakeLimits.DEFAULT, LAUNCHED)).doesNotThrowAnyException();
  }

  @Test
  void largerMailsThanTheHeapCanHoldAreRefusedAtStartWithWhatToDo() {
    var large = new IntakeLimits(100 << 20, 100 << 20, 100);
    assertThatThrownBy(() -> NodeHeap.check(large, LAUNCHED))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll("100 MiB", "limits.message_size", "-Xmx");
    assertThatCode(() -> NodeHeap.check(large, 600L << 20)).doesNotThrowAnyException();
  }
}
