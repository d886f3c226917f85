package dev.postmeridian.link;

import static dev.postmeridian.link.TwoEnds.EU;
import static dev.postmeridian.link.TwoEnds.LAW;
import static dev.postmeridian.link.TwoEnds.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.postmeridian.link.LinkRequest.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LinkServerLogTest {
  private static final LinkRequest ASK = new LinkRequest(Lane.MAIL, "/test", Duration.ofSeconds(5));

  @Test
  void aPeerThatGivesUpIsToldOfInOneLineThatNamesItAndTheServersLibrarySaysNothing(
      @TempDir Path folder) throws Exception {
    var ours = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(LinkServer.class);
    var told = new ListAppender<ILoggingEvent>();
    told.start();
    ours.addAppender(told);
    ours.setLevel(ch.qos.logback.classic.Level.INFO);
    var library = new Heard();
    var read = new CompletableFuture<@Nullable Void>();
    Logger helidon = Logger.getLogger("io.helidon");
    helidon.addHandler(library);
    try (var ends = new TwoEnds(folder)) {
      var server =
          ends.server(
              LinkService.at(
                  "/test",
                  (_, _, out) -> {
                    out.write('a');
                    out.flush();
                    read.join(); // a reset may overtake what was sent
                    throw new IOException("it has gone");
                  }));
      try (var answer = ends.link(server.port()).exchange(LAW.metadata(EU), ASK, new byte[1])) {
        assertThat(answer.body().read()).isEqualTo('a');
        read.complete(null);
      }
      await().until(() -> !told.list.isEmpty());
    } finally {
      ours.detachAppender(told);
      ours.setLevel(null); // as its parent
      helidon.removeHandler(library);
    }
    assertThat(told.list)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getFormattedMessage()).contains("/test for " + US, "IOException");
          assertThat(line.getFormattedMessage()).doesNotContain("it has gone", "\n");
          assertThat(line.getThrowableProxy()).isNull();
        });
    assertThat(library.warnings).isEmpty();
  }

  @Test
  void anAnswerThatWasReadToItsEndIsNotBrokenOff(@TempDir Path folder) throws Exception {
    var ours = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(LinkServer.class);
    var told = new ListAppender<ILoggingEvent>();
    told.start();
    ours.addAppender(told);
    ours.setLevel(ch.qos.logback.classic.Level.INFO);
    try (var ends = new TwoEnds(folder)) {
      var server = ends.server(LinkService.at("/test", (_, _, out) -> out.write('a')));
      var link = ends.link(server.port());
      for (int i = 0; i < 500; i++) {
        try (var answer = link.exchange(LAW.metadata(EU), ASK, new byte[1])) {
          assertThat(answer.body().read()).isEqualTo('a');
          answer.end();
        }
      }
    } finally {
      ours.detachAppender(told);
      ours.setLevel(null); // as its parent
    }
    assertThat(told.list).isEmpty();
  }

  /** What a library says by the platform's logging, from warnings on. */
  private static final class Heard extends Handler {
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord event) {
      if (event.getLevel().intValue() >= Level.WARNING.intValue()) {
        warnings.add(event.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
