package dev.postmeridian.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the API speaks it: snake case, ISO 8601 times. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();
  private static final int MAX_BODY_BYTES = 64 << 10;

  private Json() {}

  static void send(ServerResponse response, Object body) {
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    response.send(MAPPER.writeValueAsBytes(body));
  }

  static void send(ServerResponse response, Problem problem) {
    response.status(Status.create(problem.status()));
    response.header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.send(MAPPER.writeValueAsBytes(problem));
  }

  static byte[] bytes(Object body) {
    return MAPPER.writeValueAsBytes(body);
  }

  /**
   * Reads a small JSON object.
   *
   * @throws ProblemException if the body is anything else, or said to be
   */
  static Map<String, Object> object(ServerRequest request) {
    var type = request.headers().contentType().map(t -> t.mediaType().text()).orElse("");
    if (!type.equals("application/json")) {
      throw Problem.notJson().exception();
    }
    try {
      byte[] body = request.content().inputStream().readNBytes(MAX_BODY_BYTES + 1);
      if (body.length > MAX_BODY_BYTES) {
        throw notAnObject();
      }
      return Optional.ofNullable(
              MAPPER.readValue(body, new TypeReference<@Nullable Map<String, Object>>() {}))
          .orElseThrow(Json::notAnObject);
    } catch (JacksonException | java.io.IOException e) {
      throw notAnObject();
    }
  }

  private static ProblemException notAnObject() {
    return Problem.badRequest(
            "The body is not a JSON object of at most 64 KiB.",
            "Send Content-Type: application/json and an object such as {\"queue\":\"Billing\"}.")
        .exception();
  }
}
