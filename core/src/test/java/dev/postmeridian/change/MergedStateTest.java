package dev.postmeridian.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MergedStateTest {
  private static final MessageId ID = new MessageId("0".repeat(32));

  @Test
  void theGreatestStampWinsFieldByField() {
    MergedState state =
        MergedState.EMPTY
            .with(change(2, Map.of("a", "2", "b", "2")))
            .with(change(3, Map.of("b", "3")))
            .with(change(1, Map.of("a", "1", "b", "1", "c", "1")));
    assertThat(state.fields().get("a").json()).isEqualTo("2");
    assertThat(state.fields().get("b").json()).isEqualTo("3");
    assertThat(state.fields().get("c").json()).isEqualTo("1");
  }

  @Test
  void anyOrderAndAnyRepetitionGiveTheSameState() {
    for (long seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      List<Change> history = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String field = "f" + random.nextInt(4);
        history.add(change(i, Map.of(field, Integer.toString(i), "g", Integer.toString(-i))));
      }
      MergedState expected = merge(history);
      history.addAll(List.copyOf(history.subList(0, random.nextInt(12))));
      Collections.shuffle(history, random);
      assertThat(merge(history)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void whatAPersonSaysIsAFieldThatNoModelWrites() {
    MergedState state =
        MergedState.EMPTY
            .with(change(1, Map.of(Field.PERSON_QUEUE.key(), "\"billing\"")))
            .with(change(9, Map.of(Field.DECISION.key(), "{\"queue\":\"sales\"}")));
    assertThat(state.fields().get("person_queue").json()).isEqualTo("\"billing\"");
  }

  @Test
  void anErasedMessageShowsThatAndNothingElse() {
    MergedState state =
        MergedState.EMPTY
            .with(change(2, Map.of("erased", "{}", "a", "2")))
            .with(change(3, Map.of("b", "3")));
    assertThat(state.shown()).isEqualTo(Map.of("a", "null", "b", "null", "erased", "{}"));
  }

  private static MergedState merge(List<Change> changes) {
    MergedState state = MergedState.EMPTY;
    for (Change change : changes) {
      state = state.with(change);
    }
    return state;
  }

  private static Change change(long millis, Map<String, String> fields) {
    return new Change(
        new Stamp(millis, 0, new RegionName("eu-west-1"), 1),
        ID,
        new Country("DE"),
        ReplicationClass.NORMAL,
        new TreeMap<>(fields));
  }
}
