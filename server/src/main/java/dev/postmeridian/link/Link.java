package dev.postmeridian.link;

import dev.postmeridian.link.LinkRequest.Lane;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Clearance;
import dev.postmeridian.tls.MutualTls;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * This region's way to all others: the one class that opens sockets between regions. Nothing goes
 * without a clearance, and only to the region that the clearance names, whose certificate must say
 * so. Safe for use by many threads.
 */
public final class Link implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Map<RegionName, Peer> peers = new TreeMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("link-", 0).daemon().factory());
  private final Set<AnswerBody> answers = ConcurrentHashMap.newKeySet();
  private volatile LinkListener listener = LinkListener.NONE;
  private volatile boolean closed;

  /**
   * @param addresses where the nodes of each other region are met, the preferred one first
   * @param tls this region's certificate, and who vouches for the others'
   * @throws IllegalArgumentException if a file of the certificate cannot be used
   */
  public Link(Map<RegionName, List<InetSocketAddress>> addresses, MutualTls tls) {
    addresses.forEach((region, at) -> peers.put(region, new Peer(region, List.copyOf(at), tls)));
    threads.execute(this::watch);
  }

  /** The regions that it knows. */
  public Set<RegionName> peers() {
    return Set.copyOf(peers.keySet());
  }

  /** Whether more than one node of the region is known. */
  boolean hasSeveralNodes(RegionName region) {
    return Optional.ofNullable(peers.get(region)).filter(p -> p.addresses.size() > 1).isPresent();
  }

  /**
   * Ends all that is under way with a region that has fallen silent; what comes next goes over new
   * connections, which does not wait for lost packets of the old ones to be sent again. Does not
   * wait.
   */
  void breakOff(RegionName region) {
    Optional.ofNullable(peers.get(region)).ifPresent(peer -> threads.execute(peer::breakOff));
  }

  void listener(LinkListener heard) {
    this.listener = heard;
  }

  /**
   * One small exchange.
   *
   * @param body the whole request
   * @throws LinkException if the peer does not answer
   */
  public LinkResponse exchange(Clearance clearance, LinkRequest request, byte[] body)
      throws LinkException {
    try (var call = open(List.of(clearance), request)) {
      call.write(body);
      return call.response();
    }
  }

  /**
   * Begins an exchange; returns before the peer is connected.
   *
   * @param clearances one for each thing that the request tells of; all to the same region
   * @throws LinkException if no address of the region is known
   * @throws IllegalArgumentException if there is no clearance, or they name several regions
   */
  public LinkCall open(List<Clearance> clearances, LinkRequest request) throws LinkException {
    var regions = clearances.stream().map(Clearance::to).distinct().toList();
    if (regions.size() != 1) {
      throw new IllegalArgumentException("an exchange is cleared for one region, not " + regions);
    }
    var peer = peers.get(regions.getFirst());
    if (peer == null) {
      throw new LinkException(regions.getFirst(), "no address of it is known", null);
    }
    return peer.open(request);
  }

  /** Whoever reads an answer waits no longer for the next piece than its patience. */
  private void watch() {
    try {
      while (!closed) {
        Thread.sleep(LOOK);
        answers.forEach(AnswerBody::breakOffIfStuck);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  @Override
  public void close() {
    closed = true;
    peers.values().forEach(Peer::breakOff);
    threads.shutdownNow();
  }

  /** One other region and the connections to it. */
  private final class Peer {
    private final RegionName region;
    private final List<InetSocketAddress> addresses;
    private final SSLContext tls;
    private final AtomicInteger at = new AtomicInteger();
    private final Map<Lane, HttpClient> lanes = new EnumMap<>(Lane.class);

    Peer(RegionName region, List<InetSocketAddress> addresses, MutualTls files) {
      if (addresses.isEmpty()) {
        throw new IllegalArgumentException("no address of " + region + " is known");
      }
      this.region = region;
      this.addresses = addresses;
      this.tls = files.context("the link to " + region, this::isIts);
    }

    private boolean isIts(X509Certificate certificate) {
      return LinkPeer.of(certificate).filter(peer -> peer.region().equals(region)).isPresent();
    }

    LinkCall open(LinkRequest request) {
      int node = at.get();
      var pipe = new RequestPipe(request.patience());
      var sent =
          HttpRequest.newBuilder(uri(addresses.get(node % addresses.size()), request.path()))
              .POST(pipe)
              .build();
      var answer = lane(request.lane()).sendAsync(sent, BodyHandlers.ofInputStream());
      return new LinkCall(region, request, pipe, answer, answers, why -> failed(node, why));
    }

    /** Another node may do better. */
    private void failed(int node, String why) {
      at.compareAndSet(node, node + 1 & Integer.MAX_VALUE);
      listener.failed(region, why);
    }

    private synchronized HttpClient lane(Lane lane) {
      return lanes.computeIfAbsent(lane, _ -> client());
    }

    private HttpClient client() {
      var parameters = new SSLParameters();
      parameters.setProtocols(new String[] {"TLSv1.3"});
      return HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_2)
          .sslContext(tls)
          .sslParameters(parameters)
          .connectTimeout(CONNECT)
          .proxy(HttpClient.Builder.NO_PROXY)
          .executor(threads)
          .build();
    }

    synchronized void breakOff() {
      lanes.values().forEach(HttpClient::shutdownNow);
      lanes.clear();
    }
  }

  private static URI uri(InetSocketAddress address, String path) {
    String host = address.getHostString();
    String quoted = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("https://" + quoted + ":" + address.getPort() + path);
  }
}
