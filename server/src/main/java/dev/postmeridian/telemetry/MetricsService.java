package dev.postmeridian.telemetry;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/**
 * {@code GET /metrics} for Prometheus. Needs no token, as scrapers usually have none: it tells
 * numbers and names of the deployment file, never content; a listener that strangers reach belongs
 * behind a proxy that keeps this path to itself.
 */
public final class MetricsService implements HttpService {
  private final Meters meters;

  public MetricsService(Meters meters) {
    this.meters = meters;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get(
        "/metrics",
        (request, response) -> {
          response.header(HeaderNames.CONTENT_TYPE, Meters.CONTENT_TYPE);
          response.send(meters.scrape());
        });
  }
}
