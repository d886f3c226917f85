package dev.postmeridian.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of the file with its place. Each reading either succeeds or reports why not and is empty.
 *
 * @param path its keys joined by dots, as people name it
 */
record Setting(String path, Node node, Findings findings) {
  /** Whether anything is written after the colon. */
  boolean isBlank() {
    return node instanceof ScalarNode scalar
        && (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank());
  }

  boolean isScalar() {
    return node instanceof ScalarNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  /** The value as one line or block of text. */
  Optional<String> text(String expected) {
    if (isBlank() || !(node instanceof ScalarNode scalar)) {
      error(place() + " is " + shape(), write(expected));
      return Optional.empty();
    }
    return Optional.of(scalar.getValue().strip());
  }

  /**
   * The value, as a constructor that validates it understands it.
   *
   * @param parse throws IllegalArgumentException with the reason
   */
  <T> Optional<T> parsed(String expected, Function<String, T> parse) {
    return text(expected)
        .flatMap(written -> {
          try {
            return Optional.of(parse.apply(written));
          } catch (IllegalArgumentException e) {
            error(place() + " is '" + written + "': " + reason(e), write(expected));
            return Optional.empty();
          }
        });
  }

  /** The value as one of a few words. */
  <T> Optional<T> oneOf(List<T> values, Function<T, String> word) {
    List<String> words = values.stream().map(word).toList();
    return text("one of " + String.join(", ", words))
        .flatMap(written -> {
          var found = values.stream().filter(v -> word.apply(v).equals(written)).findFirst();
          if (found.isEmpty()) {
            error(place() + " cannot be '" + written + "'", Nearest.remedy(written, words));
          }
          return found;
        });
  }

  /** The value as a list; a single value is not taken for one. */
  List<Setting> list(String expected) {
    if (!(node instanceof SequenceNode sequence)) {
      error(place() + " is " + shape(), write(expected));
      return List.of();
    }
    return sequence.getValue().stream().map(n -> new Setting(path, n, findings)).toList();
  }

  /** The value as keys and values. */
  Optional<Section> section(String expected) {
    if (!(node instanceof MappingNode mapping)) {
      error(place() + " is " + shape(), write(expected));
      return Optional.empty();
    }
    return Optional.of(new Section(path, mapping, findings));
  }

  void error(String what, String remedy) {
    findings.error(node, what, remedy);
  }

  void warning(String what, String remedy) {
    findings.warning(node, what, remedy);
  }

  private String place() {
    return path.isEmpty() ? "The file" : "'" + path + "'";
  }

  private String shape() {
    if (isBlank()) {
      return "empty";
    }
    return switch (node) {
      case ScalarNode _ -> "only a single value";
      case SequenceNode _ -> "a list";
      default -> "a group of keys";
    };
  }

  private static String write(String expected) {
    return "Write " + expected + ".";
  }

  private static String reason(IllegalArgumentException e) {
    return Optional.ofNullable(e.getMessage()).orElse("it is not valid");
  }
}
