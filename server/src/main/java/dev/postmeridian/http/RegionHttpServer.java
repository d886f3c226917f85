package dev.postmeridian.http;

import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.ReadingRoom;
import dev.postmeridian.handover.HandoverJournal;
import dev.postmeridian.intake.AcceptedLog;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetSocketAddress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A region's HTTP listener: the services it is given, behind one set of limits and filters. */
public final class RegionHttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegionHttpServer.class);

  private static final Problem SILENT =
      Problem.unavailable("The region's database does not answer.");

  private final InetSocketAddress address;
  private final List<HttpService> services;
  private final WebServer server;

  /**
   * @param address where to listen; port 0 picks a free one
   * @param token guards every path under {@code /v1}
   * @param filters further filters, outermost first
   * @param services what answers; the first that knows a path wins
   */
  public RegionHttpServer(
      InetSocketAddress address,
      HttpLimits limits,
      BearerToken token,
      List<? extends Filter> filters,
      List<? extends HttpService> services) {
    this.address = address;
    this.services = List.copyOf(services);
    HttpRouting.Builder routing = routing(token, filters, services);
    this.server =
        WebServer.builder()
            .address(address.getAddress())
            .port(address.getPort())
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            // HTTP/1.1 alone: the link's HTTP/2 is on the class path, too
            .protocolsDiscoverServices(false)
            .addProtocol(Http1Config.create())
            .maxPayloadSize(limits.maxRequestBytes())
            .maxTcpConnections(limits.maxConnections())
            .maxConcurrentRequests(limits.maxConcurrentRequests())
            .idleConnectionTimeout(limits.idleTimeout())
            .shutdownGracePeriod(limits.stopGrace())
            .connectionOptions(o -> o.readTimeout(limits.readTimeout()).tcpNoDelay(true))
            .directHandlers(directHandlers())
            .routing(routing)
            .build();
  }

  /**
   * Listens.
   *
   * @return this server
   * @throws IllegalStateException if the port cannot be had; its message says which and what to do
   */
  public RegionHttpServer start() {
    server.start(); // logs a failure to bind and returns
    if (!server.isRunning()) {
      throw new IllegalStateException(
          "HTTP cannot listen on "
              + address
              + ": is another program using the port? Choose another with listen.http or"
              + " --base-port.");
    }
    return this;
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /**
   * Stops listening, lets requests under way end within the grace period; closes those services
   * that can be, first, as their answers may be endless.
   */
  public void stop() {
    for (HttpService service : services) {
      if (service instanceof AutoCloseable open) {
        close(open);
      }
    }
    server.stop();
  }

  private static void close(AutoCloseable service) {
    try {
      service.close();
    } catch (Exception e) {
      LOG.warn("a service did not close", e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  private static HttpRouting.Builder routing(
      BearerToken token, List<? extends Filter> filters, List<? extends HttpService> services) {
    HttpRouting.Builder routing = HttpRouting.builder();
    filters.forEach(routing::addFilter);
    routing.addFilter(new SecurityHeadersFilter()).addFilter(new TokenFilter(token));
    var known = new KnownRoutes(routing);
    services.forEach(known::register);
    return routing
        .any("/*", (request, response) -> unknown(known, request, response))
        .error(ProblemException.class, (q, r, e) -> Json.send(r, e.problem()))
        .error(AcceptedLog.UnavailableException.class, (q, r, e) -> unavailable(r, SILENT))
        .error(Desk.UnavailableException.class, (q, r, e) -> unavailable(r, SILENT))
        .error(HandoverJournal.UnavailableException.class, (q, r, e) -> unavailable(r, SILENT))
        .error(Desk.RefusedException.class, (q, r, e) -> unavailable(r, Problem.refused(e)))
        .error(ReadingRoom.FullException.class, (q, r, e) -> full(r))
        .error(HttpException.class, RegionHttpServer::refused)
        .error(Throwable.class, RegionHttpServer::failed);
  }

  private static void unknown(KnownRoutes known, ServerRequest request, ServerResponse response) {
    String allowed = known.allowed(request.prologue());
    if (allowed.isEmpty()) {
      Json.send(response, Problem.unknownPath());
      return;
    }
    response.header(HeaderNames.ALLOW, allowed);
    Json.send(response, Problem.methodNotAllowed(allowed));
  }

  private static void unavailable(ServerResponse response, Problem problem) {
    response.header(HeaderNames.RETRY_AFTER, "5");
    Json.send(response, problem);
  }

  private static void full(ServerResponse response) {
    response.header(HeaderNames.RETRY_AFTER, "2");
    Json.send(
        response, Problem.unavailable("Too many large messages are being read at this moment."));
  }

  private static void refused(ServerRequest request, ServerResponse response, HttpException e) {
    Json.send(response, Problem.ofStatus(e.status().code(), e.status().reasonPhrase()));
  }

  // Never the request's query or the exception's message: both may hold content.
  private static void failed(ServerRequest request, ServerResponse response, Throwable e) {
    LOG.error("request failed", e);
    Json.send(response, Problem.internal());
  }

  private static DirectHandlers directHandlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, RegionHttpServer::answerUnread);
    }
    return handlers.build();
  }

  // What the server refuses before any route sees it; never the default, which repeats the input.
  private static DirectHandler.TransportResponse answerUnread(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .headers(headers)
        .header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .keepAlive(false)
        .entity(Json.bytes(Problem.ofStatus(status.code(), status.reasonPhrase())))
        .build();
  }
}
