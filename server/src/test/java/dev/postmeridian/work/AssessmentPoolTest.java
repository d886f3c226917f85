package dev.postmeridian.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AssessmentPoolTest {
  private static final Claim CLAIM =
      new Claim(
          1,
          1,
          false,
          new MessageId("0".repeat(32)),
          new Country("DE"),
          Optional.empty(),
          "und",
          0,
          new Stamp(0, 0, new RegionName("eu-west-1"), 0));

  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();
  private final List<Assessment> assessments = new ArrayList<>();

  @Test
  void threadsThatNeverComeBackAreReplacedUpToALimitAndTakenBackWhenTheyDo() {
    var pool = new AssessmentPool("test", 1, 10);
    try {
      for (int i = 1; i <= pool.most() + 2; i++) {
        hang(pool);
        int threads = Math.min(i, pool.most());
        await().until(() -> begun.get() == threads);
        assessments.forEach(a -> {
          if (a.isRunning()) {
            pool.replace(a);
          }
        });
        assertThat(pool.stuck()).isEqualTo(threads);
      }
      end.countDown();
      await().until(() -> begun.get() == assessments.size());
      await()
          .until(() -> {
            pool.review();
            return pool.stuck() == 0;
          });
    } finally {
      end.countDown();
      pool.end();
    }
  }

  @Test
  void whatFindsNoPlaceToWaitIsNotRun() {
    var pool = new AssessmentPool("test", 1, 2);
    try {
      for (int i = 0; i < 5; i++) {
        hang(pool);
      }
      end.countDown();
      await().until(() -> begun.get() == 3 && assessments.stream().noneMatch(a -> a.isRunning()));
      hang(pool);
      await().until(() -> begun.get() == 4);
    } finally {
      pool.end();
    }
  }

  private void hang(AssessmentPool pool) {
    var assessment = new Assessment(CLAIM, (_, _) -> {});
    assessments.add(assessment);
    pool.execute(() ->
        assessment.run(
            _ -> {
              begun.incrementAndGet();
              awaitEnd();
              return new Result.Released();
            },
            Result.Quarantined::new));
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
