package dev.postmeridian.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Ada Lovelace <ada@example.org> | Ada Lovelace",
        "\"Lovelace, Ada\" <ada@example.org> | Lovelace, Ada",
        "\"<b>Ada</b>\" <ada@example.org> | <b>Ada</b>",
        "<ada@example.org> | <ada@example.org>",
        "ada@example.org | ada@example.org",
      })
  void aSendersNameStandsBeforeTheAddress(String from, String name) {
    assertThat(Words.name(from)).isEqualTo(name);
  }
}
