package dev.postmeridian.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line of a node's virtual machine: small, because several share a machine.
 *
 * <p>The launcher says which copy of the program runs, so that a node has its class path and its
 * start-up cache; without one, a node has the class path of this process.
 */
final class NodeJvm {
  /** Further options, such as {@code -Xmx1g}: the last word on each. */
  static final String OPTIONS = "POSTMERIDIAN_NODE_OPTS";

  private static final String PROGRAM = "postmeridian.program";

  private NodeJvm() {}

  /**
   * @param more options of this node's own
   */
  static List<String> command(Class<?> main, List<String> more) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.addAll(more);
    program()
        .map(folder -> folder.resolve("node.aot"))
        .filter(Files::isReadable)
        .ifPresent(cache -> command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:disable")));
    System.getenv()
        .getOrDefault(OPTIONS, "")
        .lines()
        .flatMap(line -> List.of(line.strip().split(" +")).stream())
        .filter(option -> !option.isEmpty())
        .forEach(command::add);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    return command;
  }

  /** The options that the launcher gives to a node in the foreground, too. */
  static List<String> options() {
    try (var file = NodeJvm.class.getResourceAsStream("node.options")) {
      return new String(requireNonNull(file).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.startsWith("-"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the program is not whole", e);
    }
  }

  private static String classPath() {
    return program().map(NodeJvm::classPath).orElseGet(() -> System.getProperty("java.class.path"));
  }

  /** In the file, @ stands for the copy's own folder. */
  private static String classPath(Path program) {
    try {
      return Files.readString(program.resolve("classpath"))
          .strip()
          .replace("@", program.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("the program in " + program + " is not whole", e);
    }
  }

  private static Optional<Path> program() {
    return Optional.ofNullable(System.getProperty(PROGRAM)).map(Path::of);
  }
}
