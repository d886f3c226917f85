package dev.postmeridian.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON object a line (names of the Elastic Common Schema), made so that a library cannot leak
 * mail into the log: of its events only the constant pattern is written, never the arguments, and
 * of exceptions class and stack, never the message, which drivers and parsers fill with what they
 * read. Events and exceptions of our own packages are written whole: they hold no content.
 */
public final class SafeJsonLayout extends LayoutBase<ILoggingEvent> {
  private static final String OURS = "dev.postmeridian.";
  private static final String WITHHELD = "<withheld>";
  private static final int MAX_FRAMES = 30;
  private static final int MAX_CAUSES = 5;
  private static final JsonMapper MAPPER = new JsonMapper();

  @Override
  public String doLayout(ILoggingEvent event) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("@timestamp", Instant.ofEpochMilli(event.getTimeStamp()).toString());
    line.put("log.level", event.getLevel().toString());
    line.put("log.logger", event.getLoggerName());
    line.put("message", text(event));
    if (event.getThrowableProxy() != null) {
      line.put("error.type", event.getThrowableProxy().getClassName());
      line.put("error.stack_trace", stack(event.getThrowableProxy()));
    }
    return MAPPER.writeValueAsString(line) + System.lineSeparator();
  }

  private static String text(ILoggingEvent event) {
    if (isOurs(event.getLoggerName())) {
      return Objects.requireNonNullElse(event.getFormattedMessage(), "");
    }
    return Objects.requireNonNullElse(event.getMessage(), "").replace("{}", WITHHELD);
  }

  private static String stack(IThrowableProxy thrown) {
    StringBuilder out = new StringBuilder();
    IThrowableProxy cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      out.append(depth == 0 ? "" : "Caused by: ").append(cause.getClassName());
      if (isOurs(cause.getClassName()) && cause.getMessage() != null) {
        out.append(": ").append(cause.getMessage());
      }
      out.append('\n');
      appendFrames(out, cause.getStackTraceElementProxyArray());
      cause = cause.getCause();
    }
    return out.toString();
  }

  private static void appendFrames(StringBuilder out, StackTraceElementProxy[] frames) {
    for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
      out.append("\tat ").append(frames[i].getStackTraceElement()).append('\n');
    }
    if (frames.length > MAX_FRAMES) {
      out.append("\t... ").append(frames.length - MAX_FRAMES).append(" more\n");
    }
  }

  private static boolean isOurs(String name) {
    return name.startsWith(OURS);
  }
}
