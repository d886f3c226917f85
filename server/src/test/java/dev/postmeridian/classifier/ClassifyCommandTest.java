package dev.postmeridian.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code classify} is told of who received a mail counts for what it decides. */
class ClassifyCommandTest {
  private static final String PHISHING =
      """
      Authentication-Results: mx.acme.example; spf=fail; dmarc=fail
      From: Acme <ada@acme.example>
      To: desk@other.example
      Subject: Your account is suspended
      Content-Type: text/plain

      Verify your account within 24 hours: https://login.acme.example/account
      """;

  private @TempDir Path folder;
  private Path mail;

  @BeforeEach
  void writeTheMail() throws IOException {
    mail = Files.writeString(folder.resolve("mail.eml"), PHISHING);
  }

  @Test
  void checksOfATrustedServerCountAndOthersDoNot() {
    assertThat(classified("--trusted-authserv-id", "mx.acme.example")).contains("dmarc=fail");
    assertThat(classified("--trusted-authserv-id", "mx.else.example")).doesNotContain("dmarc=fail");
    assertThat(classified()).doesNotContain("dmarc=fail");
  }

  @Test
  void theMailboxOwnsTheHostsOfItsDomain() throws IOException {
    Files.writeString(mail, PHISHING.replace("ada@acme.example", "ada@home.example"));

    assertThat(classified("--trusted-authserv-id", "mx.acme.example"))
        .contains("link leaves the sender's domain");
    assertThat(
            classified(
                "--trusted-authserv-id", "mx.acme.example", "--mailbox", "desk@acme.example"))
        .doesNotContain("link leaves");
  }

  @Test
  void aMailboxThatIsNoAddressIsAMistakeOfUse() {
    var err = new StringWriter();
    int code =
        new CommandLine(new ClassifyCommand())
            .setErr(new PrintWriter(err))
            .execute("--mailbox", "nobody", mail.toString());

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("--mailbox is no address");
  }

  private String classified(String... options) {
    var out = new StringWriter();
    String[] args = java.util.Arrays.copyOf(options, options.length + 1);
    args[options.length] = mail.toString();
    int code = new CommandLine(new ClassifyCommand()).setOut(new PrintWriter(out)).execute(args);

    assertThat(code).isZero();
    return out.toString();
  }
}
