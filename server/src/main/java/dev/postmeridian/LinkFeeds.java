package dev.postmeridian;

import dev.postmeridian.feed.FeedEndpoint;
import dev.postmeridian.feed.FeedTransport;
import dev.postmeridian.link.Link;
import dev.postmeridian.link.LinkRequest;
import dev.postmeridian.link.LinkService;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Residency;
import java.io.IOException;
import java.time.Duration;

/** Feeds on the link: questions go out as metadata, answers come in as the peer clears them. */
final class LinkFeeds {
  private static final String PATH = "/feed";

  /** Longer than a peer may wait for news, and read its log after that. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private static final LinkRequest ASK = new LinkRequest(LinkRequest.Lane.FEED, PATH, PATIENCE);

  private LinkFeeds() {}

  /** How this region asks its peers. */
  static FeedTransport asking(Link link, Residency residency) {
    return new FeedTransport() {
      @Override
      public <T> T ask(RegionName peer, byte[] question, Reading<T> reading) throws IOException {
        try (var answer = link.exchange(residency.metadata(peer), ASK, question)) {
          T read = reading.read(answer.body());
          answer.end();
          return read;
        }
      }
    };
  }

  /** How this region answers its peers. */
  static LinkService answering(FeedEndpoint endpoint) {
    return LinkService.at(PATH, endpoint::answer);
  }
}
