package dev.postmeridian;

import dev.postmeridian.handover.HandoverEndpoint;
import dev.postmeridian.handover.HandoverTransport;
import dev.postmeridian.link.Link;
import dev.postmeridian.link.LinkRequest;
import dev.postmeridian.link.LinkService;
import dev.postmeridian.residency.Residency;
import java.time.Duration;

/** What is handed over, on the link: names as metadata, the mail itself as feeds clear it. */
final class HandoverLink {
  private static final String PATH = "/handover";
  private static final int MOST_ANSWER_BYTES = 1 << 20;

  /** A region fetches and stores a whole batch before it answers. */
  private static final LinkRequest ASK =
      new LinkRequest(LinkRequest.Lane.FEED, PATH, Duration.ofSeconds(60));

  private HandoverLink() {}

  /** How this region asks its peers. */
  static HandoverTransport asking(Link link, Residency residency) {
    return (peer, question) -> {
      try (var answer = link.exchange(residency.metadata(peer), ASK, question)) {
        return answer.bytes(MOST_ANSWER_BYTES);
      }
    };
  }

  /** How this region answers its peers. */
  static LinkService answering(HandoverEndpoint endpoint) {
    return LinkService.at(PATH, endpoint::answer);
  }
}
