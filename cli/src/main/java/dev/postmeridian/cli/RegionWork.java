package dev.postmeridian.cli;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Work that regions do by themselves while a command watches: ended, the command ends nothing. */
final class RegionWork {
  private static final long PAUSE_MILLIS = 300;

  private RegionWork() {}

  /**
   * Asks how it is until it has ended.
   *
   * @param begun how it was when it began
   * @param show told before each pause
   * @return how it ended
   * @throws CommandFailure if it is interrupted
   */
  static <T> T watch(T begun, Predicate<T> isUnderWay, Consumer<T> show, Supplier<T> ask) {
    T state = begun;
    while (isUnderWay.test(state)) {
      show.accept(state);
      pause();
      state = ask.get();
    }
    return state;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(
          ExitCode.FAILED,
          "Interrupted. The work goes on without this command; run it again to see how far it is.");
    }
  }
}
