package dev.postmeridian.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.Pulse;
import io.helidon.webserver.WebServer;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LiveUpdatesTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();

  @Test
  void aSilentDatabaseIsSaidOnceForEachSilence() throws Exception {
    var log = (Logger) LoggerFactory.getLogger(LiveUpdates.class);
    log.addAppender(said);
    said.start();
    var live = new LiveUpdates(this::pulse, Duration.ofMillis(1));
    var server =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .shutdownHook(false)
            .routing(
                routing -> routing.get("/", (_, response) -> live.follow(response, () -> true)))
            .build()
            .start();
    try (var client = HttpClient.newHttpClient()) {
      var page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port())).build();
      try (var _ = client.send(page, BodyHandlers.ofInputStream()).body()) {
        await().until(() -> asked.get() > 50);
      }
      live.close();
      client.shutdownNow();
    } finally {
      server.stop();
      log.detachAppender(said);
    }
    assertThat(said.list).hasSize(2);
  }

  /** Silent, but for the tenth answer. */
  private Pulse pulse() {
    if (asked.incrementAndGet() == 10) {
      return new Pulse(1, 1, 0, 1);
    }
    throw new Desk.UnavailableException(new SQLException("down", "08006"));
  }
}
