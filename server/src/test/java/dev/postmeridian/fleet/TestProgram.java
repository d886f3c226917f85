package dev.postmeridian.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.store.TestRegion;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The program as the launcher installs it, for the nodes that tests start: jars, without the tests'
 * own classes, and a start-up cache. It is made once per build, in {@code target/test-program}.
 */
final class TestProgram {
  // tests run in the module's folder, benchmarks in the checkout's
  private static final Path HOME =
      Path.of(Files.exists(Path.of("build", "jdk.sh")) ? "." : "..").toAbsolutePath().normalize();
  private static final Path FOLDER = Path.of("target", "test-program").toAbsolutePath();

  private TestProgram() {}

  /** Makes it, if need be, and lets every node that this process starts be one of it. */
  static void use() {
    Ready.now();
  }

  // the virtual machine initialises this once, however many tests ask for it
  private static final class Ready {
    static {
      try {
        Files.createDirectories(FOLDER);
        try (var channel =
                FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var _ = channel.lock()) {
          make();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      System.setProperty("postmeridian.program", FOLDER.toString());
    }

    static void now() {}
  }

  private static Path lockFile() {
    return FOLDER.resolve("lock");
  }

  private static void make() throws IOException, InterruptedException {
    var parts = parts();
    Path made = FOLDER.resolve("made-of");
    String inputs = inputs(parts);
    if (Files.exists(made) && Files.readString(made).equals(inputs)) {
      return;
    }
    Files.deleteIfExists(made);
    var jars = new ArrayList<String>();
    for (Path part : parts) {
      jars.add(
          Files.isDirectory(part)
              ? jar(part, FOLDER.resolve(jars.size() + ".jar"))
              : part.toString());
    }
    Files.writeString(FOLDER.resolve("classpath"), String.join(":", jars) + "\n");
    train();
    Files.writeString(made, inputs);
  }

  private static List<Path> parts() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(part -> !part.endsWith("test-classes"))
        .map(Path::of)
        .filter(Files::exists)
        .toList();
  }

  /** What the program was made of: each file with its size and time. */
  private static String inputs(List<Path> parts) throws IOException {
    var text =
        new StringBuilder(Files.readString(Path.of(System.getProperty("java.home"), "release")));
    for (Path part : parts) {
      try (Stream<Path> files = Files.walk(part)) {
        for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
          text.append(file).append(' ').append(Files.size(file)).append(' ');
          text.append(Files.getLastModifiedTime(file)).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static String jar(Path classes, Path jar) {
    int status =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--create",
                "--no-compress",
                "--file",
                jar.toString(),
                "-C",
                classes.toString(),
                ".");
    assertThat(status).as("jar of %s", classes).isZero();
    return "@/" + jar.getFileName();
  }

  /**
   * The launcher's own way, but for PostgreSQL's programs, which are unpacked already; nodes start
   * without a cache too, only more slowly.
   */
  private static void train() throws IOException, InterruptedException {
    String script =
        """
        cd '%1$s' && . build/jdk.sh && . build/program.sh
        mkdir -p '%2$s/scratch' '%3$s' && ln -sfn '%3$s' '%2$s/scratch/binaries'
        program_train_node '%2$s' "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xlog:disable \\
          --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -cp "$(program_classpath '%2$s')"
        rm -rf '%2$s/scratch'
        """
            .formatted(HOME, FOLDER, TestRegion.binaries());
    var builder = new ProcessBuilder("bash", "-c", script).inheritIO();
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    assertThat(builder.start().waitFor(120, TimeUnit.SECONDS))
        .as("a start-up cache in time")
        .isTrue();
  }
}
