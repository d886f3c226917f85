package dev.postmeridian.store;

import dev.postmeridian.intake.Acceptance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many mails of 5 KB a second the log makes durable, callers by callers: {@code AcceptBenchmark
 * [callers] [mails] [feed]}. With a feed, {@code clear} or {@code sealed}, a peer reads the log
 * meanwhile.
 */
public final class AcceptBenchmark {
  private static final int MAIL_BYTES = 5000;

  private AcceptBenchmark() {}

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int callers = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int mails = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
    String form = args.length > 2 ? args[2] : "none";
    try (var region = TestRegion.open();
        var feed = new ReadFeed(region, form)) {
      run(region, callers, 3000);
      Duration server = serverCpu();
      Duration here = cpu(ProcessHandle.current());
      double seconds = run(region, callers, mails);
      System.out.printf(
          "%d callers, feed %s, which read %d: %.0f mails/s; CPU per mail: PostgreSQL %d us, this"
              + " process %d us%n",
          callers,
          form,
          feed.read(),
          mails / seconds,
          serverCpu().minus(server).toNanos() / 1000 / mails,
          cpu(ProcessHandle.current()).minus(here).toNanos() / 1000 / mails);
    }
  }

  private static Duration serverCpu() {
    return TestRegion.postmaster()
        .children()
        .map(AcceptBenchmark::cpu)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static double run(TestRegion region, int callers, int mails)
      throws InterruptedException, ExecutionException {
    var next = new AtomicInteger();
    long salt = System.nanoTime();
    String filler = "All work and no play makes a dull mail.\r\n".repeat(MAIL_BYTES / 41);
    Callable<Void> caller =
        () -> {
          for (int i = next.getAndIncrement(); i < mails; i = next.getAndIncrement()) {
            Acceptance mail = TestRegion.mail("Subject: " + salt + " " + i + "\r\n\r\n" + filler);
            region.store().acceptedLog().accept(List.of(mail));
          }
          return null;
        };
    long start = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Callable<Void>>();
      for (int i = 0; i < callers; i++) {
        all.add(caller);
      }
      for (var done : threads.invokeAll(all)) {
        done.get();
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
