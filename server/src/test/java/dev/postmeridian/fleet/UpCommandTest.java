package dev.postmeridian.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that are refused before a process is started. */
class UpCommandTest {
  @TempDir private Path data;

  @Test
  void aRefusedStartKeepsNoPortsAndSaysThatItWasTheSample() throws Exception {
    var folder = new FleetFolder(data);
    String base = TestPorts.base();
    try (var taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(base)));
      String refused = refused("up", "--base-port", base);
      assertThat(refused)
          .contains("is in use by")
          .contains("(the sample of three regions; --config FILE starts your own)");
      assertThat(folder.basePort()).isEmpty();
      folder.keepBasePort("auto");
      refused("up", "--base-port", base);
      assertThat(folder.basePort()).hasValue("auto");
    }
  }

  @Test
  void aNodeInTheForegroundSaysWhoHasItsPortAndWhatToDo() throws Exception {
    new FleetFolder(data).prepare();
    String config = new FleetFolder(data).sampleConfig().toString();
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String where = "127.0.0.1:" + taken.getLocalPort();
      String region = "eu-west-1";
      assertThat(refused("node", "--config", config, "--region", region, "--smtp", where))
          .contains(region + ": SMTP " + where + " is in use by", "--smtp HOST:PORT");
    }
  }

  private String refused(String... arguments) {
    var said = new StringWriter();
    var words = new ArrayList<>(List.of(arguments));
    words.add("--data");
    words.add(data.toString());
    int code =
        Main.commandLine(arguments)
            .setOut(new PrintWriter(said, true))
            .setErr(new PrintWriter(said, true))
            .execute(words.toArray(String[]::new));
    assertThat(code).as(said.toString()).isEqualTo(69);
    return said.toString();
  }
}
