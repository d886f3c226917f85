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

/** What documents name is there. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Two humps at least, so that names of products and words at the head of a line are none. */
  private static final Pattern CLASS = Pattern.compile("(?<![\\w/.])(?:[A-Z][a-z]+){2,}(?![\\w/])");

  @Test
  void everyClassThatTheArchitectureNamesExists() throws IOException {
    Set<String> classes = classes();
    Set<String> named =
        CLASS
            .matcher(Files.readString(ROOT.resolve("ARCHITECTURE.md")))
            .results()
            .map(match -> match.group())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).isNotEmpty();
    assertThat(classes).containsAll(named);
  }

  private static Set<String> classes() throws IOException {
    var classes = new TreeSet<String>();
    for (String module : new String[] {"core", "server", "cli", "simulation"}) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .forEach(name -> classes.add(name.replace(".java", "")));
      }
    }
    return classes;
  }
}
