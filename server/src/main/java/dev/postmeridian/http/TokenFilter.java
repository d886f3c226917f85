package dev.postmeridian.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/** Lets a request under {@code /v1} through only with the region's token. */
final class TokenFilter implements Filter {
  private final BearerToken token;

  TokenFilter(BearerToken token) {
    this.token = token;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (isGuarded(request.path().path()) && !isAuthorized(request)) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"postmeridian\"");
      response.header(HeaderNames.CONNECTION, "close");
      Json.send(response, Problem.unauthorized());
      return;
    }
    chain.proceed();
  }

  // Everything whose first segment looks like the API's, so that no spelling slips past.
  private static boolean isGuarded(String path) {
    String bare = path.replaceFirst("^/+", "");
    return bare.regionMatches(true, 0, "v1", 0, 2)
        && (bare.length() == 2 || !Character.isLetterOrDigit(bare.charAt(2)));
  }

  private boolean isAuthorized(RoutingRequest request) {
    return request.headers().first(HeaderNames.AUTHORIZATION).filter(token::authorizes).isPresent();
  }
}
