package dev.postmeridian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents call by its name is there: a guarantee is shown by a test that exists. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern CLASS =
      Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]*)+)(?:\\.\\w+)?`");

  @Test
  void everyClassThatArchitectureNamesExists() throws IOException {
    Set<String> named = new TreeSet<>();
    CLASS
        .matcher(Files.readString(ROOT.resolve("ARCHITECTURE.md")))
        .results()
        .forEach(match -> named.add(match.group(1)));

    assertThat(named).contains("DurabilityTest", "KillNineTest").isSubsetOf(classes());
  }

  private static Set<String> classes() throws IOException {
    try (Stream<Path> files =
        Files.find(
            ROOT,
            20,
            (file, _) -> file.toString().contains("/src/") && file.toString().endsWith(".java"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }
}
