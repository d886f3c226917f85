package dev.postmeridian.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a node that {@code up} started. */
class LogFileTest {
  private static final int MOST_BYTES = 8 << 20;

  @TempDir Path folder;

  @Test
  void aFileThatIsFullIsKeptOnceAndTheNextOneBegun() throws Exception {
    Path log = folder.resolve("node.log");
    Path before = folder.resolve("node.log.1");
    Files.write(log, new byte[MOST_BYTES + 1]);
    var context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("postmeridian.log", "file");
    context.putProperty("postmeridian.log.file", log.toString());
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());
      await()
          .until(() -> {
            context.getLogger("dev.postmeridian").info("said");
            return Files.exists(before);
          });
    } finally {
      context.stop();
    }
    assertThat(before).satisfies(file -> assertThat(Files.size(file)).isGreaterThan(MOST_BYTES));
    assertThat(Files.readString(log)).contains("said");
  }
}
