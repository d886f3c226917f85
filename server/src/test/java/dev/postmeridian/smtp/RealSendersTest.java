package dev.postmeridian.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs that people test mail servers with deliver to this one. */
class RealSendersTest {
  private final SmtpFixture fixture = new SmtpFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void swaksDelivers() throws Exception {
    String said = run("swaks", "--server", server(fixture.smtp()), "--body", "hello");
    assertThat(said).contains("<-  250 2.0.0 Accepted as ");
    assertThat(fixture.log().messages()).hasSize(1);
  }

  @Test
  void swaksDeliversByLmtp() throws Exception {
    run("swaks", "--protocol", "LMTP", "--server", server(fixture.lmtp()));
    assertThat(fixture.log().messages()).hasSize(1);
  }

  @Test
  void smtpSourceDelivers() throws Exception {
    var server = fixture.smtp();
    String from = "sender@sender.example";
    run("smtp-source", "-s", "5", "-m", "50", "-l", "5120", "-N", "-f", from, server(server));
    run("smtp-source", "-d", "-s", "5", "-m", "50", "-l", "9000", "-N", "-f", from, server(server));
    assertThat(fixture.log().messages()).hasSize(100);
  }

  @Test
  void smtpSourceDeliversByLmtp() throws Exception {
    run("smtp-source", "-L", "-s", "2", "-m", "20", "-N", server(fixture.lmtp()));
    assertThat(fixture.log().messages()).hasSize(20);
  }

  private static String server(SmtpServer server) {
    return "127.0.0.1:" + server.address().getPort();
  }

  private String run(String program, String... arguments) throws Exception {
    Path path =
        List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin").stream()
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(Path.of("/"));
    assumeTrue(
        Files.isRegularFile(path),
        program + " is not installed; on Debian: apt-get install swaks postfix");
    var command = new ArrayList<String>();
    command.add(path.toString());
    command.add(program.equals("swaks") ? "--to" : "-t");
    command.add("support@acme.example");
    command.addAll(List.of(arguments));
    return output(command);
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
