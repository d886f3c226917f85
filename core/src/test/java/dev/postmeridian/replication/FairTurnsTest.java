package dev.postmeridian.replication;

import static dev.postmeridian.change.ReplicationClass.BULK;
import static dev.postmeridian.change.ReplicationClass.NORMAL;
import static dev.postmeridian.change.ReplicationClass.URGENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.change.ReplicationClass;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FairTurnsTest {
  private final FairTurns turns = new FairTurns();

  @Test
  void urgentSaysSixteenAndNormalFourForOneOfBulk() {
    List.of(ReplicationClass.values()).forEach(turns::hasMore);
    Map<ReplicationClass, Integer> said = new EnumMap<>(ReplicationClass.class);
    for (int i = 0; i < 2_100; i++) {
      ReplicationClass next =
          List.of(BULK, NORMAL, URGENT).stream().filter(turns::mayGo).findFirst().orElseThrow();
      turns.took(next, 1_000);
      said.merge(next, 1, Integer::sum);
    }
    assertThat(said)
        .containsEntry(URGENT, 1_600)
        .containsEntry(NORMAL, 400)
        .containsEntry(BULK, 100);
  }

  @Test
  void whoHasNothingToSayHoldsNobodyUp() {
    turns.hasMore(BULK);
    turns.took(BULK, 1_000_000);
    assertThat(turns.mayGo(BULK)).isTrue();
    turns.hasMore(URGENT);
    turns.took(BULK, 1_000);
    assertThat(turns.mayGo(BULK)).isFalse();
    turns.hasNone(URGENT);
    assertThat(turns.mayGo(BULK)).isTrue();
  }

  @Test
  void urgentNeverWaits() {
    turns.hasMore(BULK);
    turns.hasMore(URGENT);
    turns.took(URGENT, 1_000_000);
    assertThat(turns.mayGo(URGENT)).isTrue();
  }
}
