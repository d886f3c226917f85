package dev.postmeridian.fleet;

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

  static List<String> command(Class<?> main) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(small());
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

  private static List<String> small() {
    return List.of(
        "-XX:+UseSerialGC",
        "-Xms24m",
        "-Xmx176m",
        "-Xss512k",
        "-XX:ReservedCodeCacheSize=64m",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.awt.headless=true",
        "-Dstdout.encoding=UTF-8",
        "-Dstderr.encoding=UTF-8",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow");
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
