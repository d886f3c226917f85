package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Jobs;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Room;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What comes with a claim, and how much of it. */
class ClaimsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  @RegisterExtension static final TestRegion region = TestRegion.open();
  private static final Jobs jobs = region.store().triageJobs();

  @Test
  void claimsStayWithinTheirBytes() {
    IntStream.range(0, 5).forEach(i -> accept(10_000, i));

    assertThat(jobs.claim("a", new Room(10, 25_000, true), LONG)).hasSize(2);
    assertThat(jobs.claim("a", new Room(10, 9_999, false), LONG)).isEmpty();
    assertThat(jobs.claim("b", new Room(2, 1 << 20, true), LONG)).hasSize(2);
    assertThat(jobs.claim("c", new Room(10, 10_000, false), LONG)).hasSize(1);
  }

  @Test
  void aLargeOneComesAloneAndIsNotPassedBy() {
    Acceptance large = accept(3 * Content.PIECE_BYTES + 7, 0);
    accept(10, 1);

    assertThat(jobs.claim("a", new Room(10, 1000, false), LONG)).isEmpty();
    List<Claim> claims = jobs.claim("a", new Room(10, 1000, true), LONG);
    assertThat(claims).extracting(Claim::message).containsExactly(large.id());
    assertThat(claims).extracting(Claim::bytes).containsExactly((long) large.data().length);
    assertThat(jobs.content(claims.getFirst()).orElseThrow()).isEqualTo(large.data());
  }

  @Test
  void whatADeadWorkerHeldIsTriedAgainOneByOne() {
    IntStream.range(0, 3).forEach(i -> accept(10, i));
    assertThat(jobs.claim("dead", Room.of(10), Duration.ofMillis(1)))
        .hasSize(3)
        .noneMatch(Claim::suspect);
    accept(10, 4);

    for (int i = 0; i < 3; i++) {
      Claim suspect = suspect();
      assertThat(suspect.attempt()).isEqualTo(2);
      assertThat(jobs.claim("a", new Room(10, 1000, false), LONG))
          .as("nothing else while there are suspects before it")
          .hasSize(i == 2 ? 1 : 0);
      jobs.commit("a", List.of(new Result(suspect, new Result.Quarantined("test"))));
    }
  }

  private static Claim suspect() {
    List<Claim> claims = await().until(() -> jobs.claim("a", Room.of(10), LONG), c -> !c.isEmpty());
    assertThat(claims).hasSize(1).allMatch(Claim::suspect);
    return claims.getFirst();
  }

  @Test
  void whatIsErasedAfterItsClaimHasNoContent() {
    Acceptance mail = accept(10, 0);
    Claim claim = jobs.claim("a", Room.of(1), LONG).getFirst();
    region.store().erasure().erase("ada", List.of(mail.id()), "asked");

    assertThat(jobs.content(claim)).isEmpty();
    jobs.commit("a", List.of(new Result(claim, new Result.Released())));
    assertThat(jobs.claim("a", Room.of(1), LONG)).isEmpty();
  }

  private static Acceptance accept(int bytes, int number) {
    Acceptance mail = TestRegion.mail("%d%s".formatted(number, "x".repeat(bytes - 1)));
    region.store().acceptedLog().accept(List.of(mail));
    return mail;
  }
}
