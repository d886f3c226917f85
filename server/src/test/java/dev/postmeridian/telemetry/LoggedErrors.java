package dev.postmeridian.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Hears the errors that a class logs because a test provokes them; they stay out of the test's own
 * output, where an error is one that nobody expected.
 */
public final class LoggedErrors implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

  private LoggedErrors(Logger logger) {
    this.logger = logger;
  }

  /** Hears this class until closed. */
  public static LoggedErrors of(Class<?> source) {
    var errors = new LoggedErrors((Logger) LoggerFactory.getLogger(source));
    errors.heard.start();
    errors.logger.addAppender(errors.heard);
    errors.logger.setAdditive(false);
    return errors;
  }

  /** What was said as errors so far. */
  public List<String> said() {
    return List.copyOf(heard.list).stream()
        .filter(event -> event.getLevel() == Level.ERROR)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Override
  public void close() {
    logger.setAdditive(true);
    logger.detachAppender(heard);
  }
}
