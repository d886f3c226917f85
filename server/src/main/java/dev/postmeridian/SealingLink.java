package dev.postmeridian;

import dev.postmeridian.link.Link;
import dev.postmeridian.link.LinkPeer;
import dev.postmeridian.link.LinkRequest;
import dev.postmeridian.link.LinkRequest.Lane;
import dev.postmeridian.link.LinkService;
import dev.postmeridian.residency.Clearance;
import dev.postmeridian.sealing.SealingEndpoint;
import dev.postmeridian.sealing.SealingQuestion;
import dev.postmeridian.sealing.SealingTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Questions about sealed copies, on the link. */
record SealingLink(Link link) implements SealingTransport {
  /** A region that takes mail stores a whole batch of it before it answers. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  public <T> T ask(Clearance clearance, SealingQuestion question, byte[] body, Reading<T> reading)
      throws IOException {
    var request = new LinkRequest(Lane.FEED, question.path(), PATIENCE);
    try (var answer = link.exchange(clearance, request, body)) {
      T read = reading.read(answer.body());
      answer.end();
      return read;
    }
  }

  /** What peers ask this region. */
  static List<LinkService> services(SealingEndpoint endpoint) {
    return Stream.of(SealingQuestion.values())
        .<LinkService>map(question -> new Service(question, endpoint))
        .toList();
  }

  private record Service(SealingQuestion question, SealingEndpoint endpoint)
      implements LinkService {
    @Override
    public String path() {
      return question.path();
    }

    @Override
    public void handle(LinkPeer peer, InputStream in, OutputStream out) throws IOException {
      endpoint.answer(question, peer.region(), in, out);
    }
  }
}
