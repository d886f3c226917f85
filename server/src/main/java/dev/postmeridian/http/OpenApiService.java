package dev.postmeridian.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code /openapi.json}: the API's description (OpenAPI 3.1). */
public final class OpenApiService implements HttpService {
  @Override
  public void routing(HttpRules rules) {
    byte[] description = description();
    rules.get(
        "/openapi.json",
        (request, response) -> {
          response.header(HeaderNames.CONTENT_TYPE, "application/json");
          response.send(description);
        });
  }

  static byte[] description() {
    try (InputStream in = OpenApiService.class.getResourceAsStream("openapi.json")) {
      return Objects.requireNonNull(in, "openapi.json is part of the program").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
