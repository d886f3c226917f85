package dev.postmeridian.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.cli.FleetFile.NodeEntry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeProcessTest {
  @TempDir private Path folder;

  @Test
  void aRecordedProcessIsFoundByItsBirthWhateverItsCommandLineSaysJustNow() throws Exception {
    var processes = new NodeProcess(new FleetFolder(folder), NodeProcessTest.class);
    Process program = new ProcessBuilder("sleep", "60").start();
    NodeEntry entry =
        NodeProcess.runningAs(
            NodeEntry.planned(1, "127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3", "127.0.0.1:4"),
            program.toHandle());
    try {
      assertThat(processes.find("one", entry)).contains(program.toHandle());
      assertThat(processes.find("one", entry.runningAs(program.pid(), "another's"))).isEmpty();
    } finally {
      program.destroyForcibly().waitFor();
    }
    assertThat(processes.find("one", entry)).isEmpty();
  }

  @Test
  void oneThatHasEndedAndThatNobodyReapedHasNoBirth() throws IOException, InterruptedException {
    // a shell that replaces itself, before its child ends, leaves it to a program that never waits
    Process parent =
        new ProcessBuilder("sh", "-c", "sleep 0.5 & echo $!; exec sleep 60")
            .redirectErrorStream(true)
            .start();
    try (var out = parent.inputReader()) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      await().until(() -> Birth.of(child).isEmpty());
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }
}
