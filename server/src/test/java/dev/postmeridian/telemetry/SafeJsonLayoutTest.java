package dev.postmeridian.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.postmeridian.intake.AcceptedLog;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SafeJsonLayoutTest {
  private static final String CANARY = "canary@example.org said";

  @Test
  void aLibrarysArgumentsAndExceptionMessagesAreWithheld() {
    String line =
        line(
            "org.postgresql.Driver", "cannot insert {}", new IllegalStateException(CANARY), CANARY);
    assertThat(line).doesNotContain("canary");
    JsonNode json = new JsonMapper().readTree(line);
    assertThat(json.get("message").stringValue()).isEqualTo("cannot insert <withheld>");
    assertThat(json.get("error.type").stringValue()).isEqualTo("java.lang.IllegalStateException");
    assertThat(json.get("error.stack_trace").stringValue())
        .contains("\tat dev.postmeridian.telemetry.SafeJsonLayoutTest");
  }

  @Test
  void evenOurOwnLoggerWithholdsWhatALibrarysExceptionSays() {
    var ours = new AcceptedLog.UnavailableException("no room", new RuntimeException(CANARY));
    String line = line("dev.postmeridian.store.Store", "cannot store {} mails", ours, 3);
    assertThat(line).doesNotContain("canary").contains("cannot store 3 mails").contains("no room");
    assertThat(line).contains("Caused by: java.lang.RuntimeException");
  }

  @Test
  void suppressedExceptionsAreNotPrinted() {
    var thrown = new IllegalStateException();
    thrown.addSuppressed(new RuntimeException(CANARY));
    assertThat(line("dev.postmeridian.X", "failed", thrown)).doesNotContain("canary");
  }

  @Test
  void eachEventIsOneLineOfJson() {
    String line = line("dev.postmeridian.X", "two\nlines \"quoted\"", null);
    assertThat(line.strip()).doesNotContain("\n");
    JsonNode json = new JsonMapper().readTree(line);
    assertThat(json.get("log.level").stringValue()).isEqualTo("WARN");
    assertThat(json.get("log.logger").stringValue()).isEqualTo("dev.postmeridian.X");
    assertThat(json.get("@timestamp").stringValue()).endsWith("Z");
  }

  private static String line(String logger, String text, Throwable thrown, Object... arguments) {
    Logger source = new LoggerContext().getLogger(logger);
    var event = new LoggingEvent("", source, Level.WARN, text, thrown, arguments);
    return new SafeJsonLayout().doLayout(event);
  }
}
