package dev.postmeridian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkedTextTest {
  @Test
  void whatWeighedIsMarkedWithoutCaseAndAcrossLines() {
    var runs = new MarkedText(List.of("invoice 4711", "overdue")).runs("Invoice\n4711 is OVERDUE.");
    assertThat(runs)
        .containsExactly(
            new MarkedText.Run("Invoice\n4711", true),
            new MarkedText.Run(" is ", false),
            new MarkedText.Run("OVERDUE", true),
            new MarkedText.Run(".", false));
  }

  @Test
  void aWordWithinAnotherIsNotMarked() {
    assertThat(new MarkedText(List.of("order")).runs("disorderly borders"))
        .containsExactly(new MarkedText.Run("disorderly borders", false));
  }

  @Test
  void wordsOfScriptsWithoutSpacesAreMarkedWhereverTheyStand() {
    assertThat(new MarkedText(List.of("請求書")).runs("添付の請求書です"))
        .contains(new MarkedText.Run("請求書", true));
  }

  @Test
  void evidenceIsNeverAPattern() {
    assertThat(new MarkedText(List.of("(a+)+$", ".*")).runs("anything"))
        .containsExactly(new MarkedText.Run("anything", false));
  }

  @Test
  void theTextIsKeptWhole() {
    String text = "one two three two";
    var runs = new MarkedText(List.of("two")).runs(text);
    assertThat(String.join("", runs.stream().map(MarkedText.Run::text).toList())).isEqualTo(text);
    assertThat(new MarkedText(List.of()).runs("")).hasSize(1);
  }
}
