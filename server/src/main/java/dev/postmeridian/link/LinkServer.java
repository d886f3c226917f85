package dev.postmeridian.link;

import static java.util.stream.Collectors.toMap;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.tls.MutualTls;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http2.Http2Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Where other regions reach this one: HTTP/2 over TLS 1.3 and nothing older, for whoever shows the
 * certificate of a region of the deployment.
 */
public final class LinkServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinkServer.class);
  private static final Marker RARE = MarkerFactory.getMarker("rare");
  private static final int STREAMS = 512;
  private static final int STANDARD_WINDOW_BYTES = 65_535;
  private static final int CONNECTIONS = 200;
  private static final int LEFT_OVER_BYTES = 64 << 20;
  private static final int PLACES = 12;
  private static final int PIECE_BYTES = 8 << 10;
  private static final Duration IDLE = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(1);

  private final Map<String, LinkService> services;
  private final WebServer server;

  /**
   * @param address where to listen; port 0 picks a free one
   * @param regions who may come in
   * @throws IllegalArgumentException if a file of the certificate cannot be used
   */
  public LinkServer(
      InetSocketAddress address,
      MutualTls tls,
      Set<RegionName> regions,
      List<? extends LinkService> services) {
    this.services = services.stream().collect(toMap(LinkService::path, Function.identity()));
    this.server =
        WebServer.builder()
            .address(address.getAddress())
            .port(address.getPort())
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .protocolsDiscoverServices(false)
            .addProtocol(http2())
            .maxTcpConnections(CONNECTIONS)
            .idleConnectionTimeout(IDLE)
            .shutdownGracePeriod(STOP)
            .connectionOptions(o -> o.tcpNoDelay(true)) // or each answer waits for a delayed ACK
            .tls(tls(tls, regions))
            .routing(HttpRouting.builder().post("/*", this::handle))
            .build();
  }

  /**
   * A larger window is kept by this server and never told to the client, who then waits for ever.
   */
  private static Http2Config http2() {
    return Http2Config.builder()
        .maxConcurrentStreams(STREAMS)
        .initialWindowSize(STANDARD_WINDOW_BYTES)
        .build();
  }

  private static Tls tls(MutualTls files, Set<RegionName> regions) {
    return Tls.builder()
        .sslContext(files.context("the link", certificate -> isOneOf(regions, certificate)))
        .clientAuth(TlsClientAuth.REQUIRED)
        .enabledProtocols(List.of("TLSv1.3"))
        .build();
  }

  private static boolean isOneOf(Set<RegionName> regions, X509Certificate certificate) {
    return LinkPeer.of(certificate).filter(peer -> regions.contains(peer.region())).isPresent();
  }

  /**
   * Listens.
   *
   * @return this server
   * @throws IllegalStateException if the port cannot be had; its message says what to do
   */
  public LinkServer start() {
    server.start(); // logs a failure to bind and returns
    if (!server.isRunning()) {
      throw new IllegalStateException(
          "the link cannot listen on its port: is another program using it? Choose another with"
              + " listen.link or --base-port.");
    }
    return this;
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  private void handle(ServerRequest request, ServerResponse response) throws IOException {
    var peer = peer(request);
    var service = services.get(request.path().rawPath());
    try (var in = body(request)) {
      if (peer.isEmpty()) {
        refuse(response, in, Status.FORBIDDEN_403);
      } else if (service == null) {
        refuse(response, in, Status.NOT_FOUND_404);
      } else {
        answer(service, peer.get(), in, response);
      }
    }
  }

  private static void answer(
      LinkService service, LinkPeer peer, InputStream in, ServerResponse response) {
    try (var out = response.outputStream()) {
      service.handle(peer, in, out);
      discard(in);
    } catch (IOException | RuntimeException e) {
      tell(service, peer, e);
      throw new CloseConnectionException("the exchange is broken off", e); // of which nobody logs
    }
  }

  /** A peer that gives up is no news: one line, now and then, for each peer. */
  private static void tell(LinkService service, LinkPeer peer, Exception e) {
    String what = service.path() + " for " + peer.region();
    switch (e) {
      case IOException _, UncheckedIOException _, CloseConnectionException _, RequestException _ ->
          LOG.info(RARE, what + " broke off: {}", e.getClass().getSimpleName());
      default -> LOG.warn(RARE, what + " failed: {} at {}", e.getClass().getName(), where(e));
    }
  }

  /** The part of the stack that tells one failure from another. */
  private static List<StackTraceElement> where(Exception e) {
    return List.of(e.getStackTrace()).stream().limit(PLACES).toList();
  }

  private static void refuse(ServerResponse response, InputStream in, Status status)
      throws IOException {
    discard(in);
    response.status(status).send();
  }

  /** What nobody reads would keep its room in the connection's window for ever. */
  private static void discard(InputStream in) throws IOException {
    byte[] rest = new byte[PIECE_BYTES];
    int left = LEFT_OVER_BYTES;
    for (int n; left > 0 && (n = in.read(rest)) > 0; ) {
      left -= n;
    }
  }

  private static InputStream body(ServerRequest request) {
    return request.content().hasEntity()
        ? request.content().inputStream()
        : InputStream.nullInputStream();
  }

  private static Optional<LinkPeer> peer(ServerRequest request) {
    return request
        .remotePeer()
        .tlsCertificates()
        .filter(chain -> chain.length > 0 && chain[0] instanceof X509Certificate)
        .flatMap(chain -> LinkPeer.of((X509Certificate) chain[0]));
  }

  @Override
  public void close() {
    server.stop();
  }
}
