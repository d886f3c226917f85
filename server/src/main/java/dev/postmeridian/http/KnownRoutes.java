package dev.postmeridian.http;

import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers.MatchResult;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Routes as services register them, remembered: each GET answers HEAD too, and a path that is known
 * by other methods can say which (RFC 9110, 9.3.2 and 15.5.6).
 */
final class KnownRoutes implements HttpRules {
  private static final List<Method> METHODS =
      List.of(Method.GET, Method.HEAD, Method.POST, Method.PUT, Method.PATCH, Method.DELETE);

  /** A path of nobody's: a route that takes it takes every path, and knows none. */
  private static final HttpPrologue NOWHERE =
      HttpPrologue.create("HTTP/1.1", "HTTP", "1.1", Method.GET, "/~", false);

  private final HttpRouting.Builder routing;
  private final List<HttpRoute> routes = new ArrayList<>();

  KnownRoutes(HttpRouting.Builder routing) {
    this.routing = routing;
  }

  @Override
  public HttpRules register(HttpService... services) {
    for (HttpService service : services) {
      service.routing(this);
    }
    return this;
  }

  @Override
  public HttpRules register(String path, HttpService... services) {
    throw new UnsupportedOperationException("services name their paths whole");
  }

  @Override
  public HttpRules route(HttpRoute route) {
    boolean takesAll = route.accepts(NOWHERE).accepted();
    for (HttpRoute one : List.of(route, new Head(route))) {
      if (!takesAll) {
        routes.add(one);
      }
      routing.route(one);
    }
    return this;
  }

  /** The methods that this path answers to, as an Allow header lists them; empty for no path. */
  String allowed(HttpPrologue asked) {
    return METHODS.stream()
        .filter(method -> accepts(with(asked, method)))
        .map(Method::text)
        .collect(Collectors.joining(", "));
  }

  private boolean accepts(HttpPrologue asked) {
    return routes.stream().anyMatch(route -> route.accepts(asked).accepted());
  }

  private static HttpPrologue with(HttpPrologue asked, Method method) {
    return HttpPrologue.create(
        asked.rawProtocol(),
        asked.protocol(),
        asked.protocolVersion(),
        method,
        asked.uriPath(),
        asked.query(),
        asked.fragment());
  }

  /** The HEAD of a route: what its GET would say, without the body. */
  private record Head(HttpRoute route) implements HttpRoute {
    @Override
    public MatchResult accepts(HttpPrologue asked) {
      return asked.method().equals(Method.HEAD)
          ? route.accepts(with(asked, Method.GET))
          : MatchResult.notAccepted();
    }

    @Override
    public Handler handler() {
      return (request, response) -> route.handler().handle(request, HeadResponse.of(response));
    }
  }
}
