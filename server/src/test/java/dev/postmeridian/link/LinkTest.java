package dev.postmeridian.link;

import static dev.postmeridian.link.TwoEnds.EU;
import static dev.postmeridian.link.TwoEnds.LAW;
import static dev.postmeridian.link.TwoEnds.US;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.link.LinkRequest.Lane;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exchanges over a real link. */
class LinkTest {
  private static final LinkRequest ASK = new LinkRequest(Lane.MAIL, "/test", Duration.ofSeconds(5));

  @TempDir Path folder;
  private TwoEnds ends;

  @FunctionalInterface
  private interface Answer {
    void to(LinkPeer peer, InputStream in, OutputStream out) throws IOException;
  }

  private static LinkService service(Answer answer) {
    return new LinkService() {
      @Override
      public String path() {
        return "/test";
      }

      @Override
      public void handle(LinkPeer peer, InputStream in, OutputStream out) throws IOException {
        answer.to(peer, in, out);
      }
    };
  }

  @BeforeEach
  void prepare() {
    ends = new TwoEnds(folder);
  }

  @AfterEach
  void close() throws Exception {
    ends.close();
  }

  @Test
  void theAnswererKnowsTheAskerByItsCertificate() throws Exception {
    var server =
        ends.server(
            service((peer, in, out) -> {
              in.transferTo(out);
              out.write((" from " + peer.region()).getBytes(US_ASCII));
            }));
    var link = ends.link(server.port());
    try (var answer = link.exchange(LAW.metadata(EU), ASK, "hello".getBytes(US_ASCII))) {
      assertThat(answer.bytes(100)).asString().isEqualTo("hello from " + US);
    }
  }

  @Test
  void answersStreamAsTheyAreFlushed() throws Exception {
    var read = new CountDownLatch(1);
    var server =
        ends.server(
            service((_, _, out) -> {
              out.write('a');
              out.flush();
              untilDown(read);
              out.write('b');
            }));
    var link = ends.link(server.port());
    try (var answer = link.exchange(LAW.metadata(EU), ASK, new byte[0])) {
      assertThat(answer.body().read()).isEqualTo('a');
      read.countDown();
      assertThat(answer.body().read()).isEqualTo('b');
      assertThat(answer.body().read()).isEqualTo(-1);
    }
  }

  @Test
  void aRequestStreamsAsItIsWrittenAndOneBrokenOffIsNeverTakenForWhole() throws Exception {
    var seen = new AtomicReference<>("");
    var server =
        ends.server(
            service((_, in, _) -> {
              try {
                seen.set("begun");
                in.transferTo(OutputStream.nullOutputStream());
                seen.set("whole");
              } catch (RuntimeException | IOException e) {
                seen.set("broken");
                throw e;
              }
            }));
    var link = ends.link(server.port());
    var call = link.open(List.of(LAW.metadata(EU)), ASK);
    for (int i = 0; i < 10; i++) {
      call.write(new byte[16 << 10]);
    }
    await().until(() -> seen.get().equals("begun"));
    call.close();
    await().until(() -> seen.get().equals("broken"));
  }

  @Test
  void manyUnreadAndBrokenRequestsDoNotBlockTheConnection() throws Exception {
    var server = ends.server(service((_, _, out) -> out.write('k')));
    var link = ends.link(server.port());
    byte[] much = new byte[200 << 10];
    for (int i = 0; i < 30; i++) {
      try (var answer = link.exchange(LAW.metadata(EU), ASK, much)) {
        assertThat(answer.body().read()).isEqualTo('k');
      }
      try (var call = link.open(List.of(LAW.metadata(EU)), ASK)) {
        call.write(much, 0, 40 << 10);
      }
    }
  }

  @Test
  void whoIsNotThereOrDoesNotAnswerIsAFailureThatIsHeardAtOnce() throws Exception {
    var failures = new CountDownLatch(2);
    var never = new CountDownLatch(1);
    var server = ends.server(service((_, _, _) -> untilDown(never)));
    var link = ends.link(server.port());
    link.listener((_, _) -> failures.countDown());
    var brief = new LinkRequest(Lane.MAIL, "/test", Duration.ofMillis(200));
    assertThatThrownBy(() -> link.exchange(LAW.metadata(EU), brief, new byte[1]))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("no answer within 200 ms");
    never.countDown();
    server.close();
    assertThatThrownBy(() -> link.exchange(LAW.metadata(EU), ASK, new byte[1]))
        .isInstanceOf(LinkException.class);
    assertThat(failures.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void nothingGoesWithoutAClearanceForThatRegion() {
    var link = ends.link(1);
    assertThatThrownBy(() -> link.open(List.of(), ASK))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> link.open(List.of(LAW.metadata(EU), LAW.metadata(US)), ASK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one region");
    assertThatThrownBy(() -> link.open(List.of(LAW.metadata(US)), ASK))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("no address");
  }

  @Test
  void anUnknownPathIsRefused() {
    var server = ends.server();
    var link = ends.link(server.port());
    assertThatThrownBy(() -> link.exchange(LAW.metadata(EU), ASK, new byte[1]))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("404");
  }

  private static void untilDown(CountDownLatch latch) {
    try {
      latch.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
