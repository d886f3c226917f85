package dev.postmeridian.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {
  @TempDir private Path folder;

  @Test
  void onlyWhatThisStartWroteIsShownAndOnlyItsEnd() throws IOException {
    Path log = Files.writeString(folder.resolve("node-1.log"), "an earlier run\n");
    var words = LastWords.from(log);
    assertThat(words.text()).isEqualTo("  (it said nothing)");

    Files.writeString(log, "begins\n" + "more\n".repeat(20) + "why\n", StandardOpenOption.APPEND);
    assertThat(words.text()).endsWith("  more\n  why").doesNotContain("earlier", "begins");

    Files.writeString(log, "next\n");
    assertThat(words.text()).isEqualTo("  next");
    Files.delete(log);
    assertThat(words.text()).isEqualTo("  (it said nothing)");
  }
}
