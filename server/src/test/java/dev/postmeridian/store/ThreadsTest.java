package dev.postmeridian.store;

import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Room;
import dev.postmeridian.mail.ParsedMail;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ThreadsTest {
  private static final int WORKERS = 4;
  private static final int ROUNDS = 60;
  private static final int BATCH = 12;

  @RegisterExtension static final TestRegion region = TestRegion.open();

  @Test
  void workersNeverWaitForEachOtherInARing() throws Exception {
    region
        .store()
        .acceptedLog()
        .accept(
            IntStream.range(0, BATCH)
                .mapToObj(i -> TestRegion.mail("Subject: %d\r\n\r\n".formatted(i)))
                .toList());
    List<Claim> claims =
        region.store().triageJobs().claim("w", Room.of(BATCH), Duration.ofMinutes(1));
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (int seed = 0; seed < WORKERS; seed++) {
        var random = new Random(seed);
        running.add(
            workers.submit(() -> {
              assign(claims, random);
              return null;
            }));
      }
      for (Future<?> worker : running) {
        worker.get(1, TimeUnit.MINUTES);
      }
    }
  }

  /**
   * Each round a transaction, over keys of which some are known, some new, some just remembered.
   */
  private static void assign(List<Claim> claims, Random random) throws SQLException {
    try (Connection c = region.superuser()) {
      c.setAutoCommit(false);
      for (int round = 0; round < ROUNDS; round++) {
        var mails = new HashMap<Claim, ParsedMail>();
        for (Claim claim : claims) {
          mails.put(claim, mail(random, 20 * round));
        }
        Threads.assign(c, mails);
        c.commit();
      }
    }
  }

  private static ParsedMail mail(Random random, int from) {
    return new ParsedMail(
        "Re: " + (from + random.nextInt(40)),
        "ada@mail.example",
        Optional.empty(),
        Optional.of("<%d@mail.example>".formatted(from + random.nextInt(100))),
        List.of(),
        random.ints(3, from, from + 100).mapToObj("<%d@mail.example>"::formatted).toList(),
        "",
        List.of(),
        List.of());
  }
}
