package dev.postmeridian.telemetry;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what libraries log by the platform's own logging (the HTTP server, the JDBC driver) into
 * ours. Their texts are composed before they get here, so nobody can tell a constant from content:
 * only logger, level and exception are passed on.
 */
public final class PlatformLog extends Handler {
  private PlatformLog() {
    setLevel(Level.WARNING);
  }

  /** Replaces the platform's handlers, which print whole messages to standard error. */
  public static void capture() {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(new PlatformLog());
  }

  @Override
  public void publish(LogRecord event) {
    if (!isLoggable(event)) {
      return;
    }
    String name = event.getLoggerName();
    var log = LoggerFactory.getLogger(name == null ? "platform" : name);
    String text = "a library reports (its text is withheld: it may hold content)";
    if (event.getLevel().intValue() >= Level.SEVERE.intValue()) {
      log.error(text, event.getThrown());
    } else {
      log.warn(text, event.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
