package dev.postmeridian.cli;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A region's refusal (RFC 9457). */
final class ApiProblem extends Exception {
  private final int status;

  private ApiProblem(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }

  String said() {
    return String.valueOf(getMessage());
  }

  /** The problem that a response's body describes. */
  static ApiProblem of(Endpoint endpoint, int status, String body) {
    return new ApiProblem(status, endpoint + ": " + words(status, body));
  }

  private static String words(int status, String body) {
    try {
      JsonNode problem = Json.MAPPER.readTree(body);
      String title = problem.path("title").asString("");
      String detail = problem.path("detail").asString("");
      String remedy = problem.path("remedy").asString("");
      if (!title.isEmpty()) {
        return String.join(" ", title + (detail.isEmpty() ? "." : ":"), detail, remedy).strip();
      }
    } catch (JacksonException _) {
      // told below
    }
    return status == 401
        ? "the token was not accepted. Check --token-file."
        : "it answered with HTTP status " + status + ".";
  }
}
