package dev.postmeridian;

import dev.postmeridian.feed.FeedTransport;
import dev.postmeridian.feed.FeedTransportContract;
import dev.postmeridian.link.Link;
import dev.postmeridian.link.LinkServer;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.tls.DevelopmentAuthority;
import dev.postmeridian.tls.MutualTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Feeds over the real link: HTTP/2 on TLS 1.3 with certificates. */
class LinkFeedsTest extends FeedTransportContract {
  @TempDir Path folder;
  private LinkServer server;
  private Link link;

  @BeforeEach
  void open() {
    server =
        new LinkServer(at(0), files(HERE), LAW.regions(), List.of(LinkFeeds.answering(endpoint)))
            .start();
    link = new Link(Map.of(HERE, List.of(at(server.port()))), files(PEER));
  }

  @AfterEach
  void close() {
    link.close();
    server.close();
  }

  private MutualTls files(RegionName region) {
    return new DevelopmentAuthority(folder).certify(region.value(), folder.resolve(region.value()));
  }

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  protected FeedTransport transport() {
    return LinkFeeds.asking(link, LAW);
  }
}
