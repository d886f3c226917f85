package dev.postmeridian.cli;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A region's refusal (RFC 9457). */
final class ApiProblem extends Exception {
  private final Endpoint endpoint;
  private final int status;
  private final String words;

  private ApiProblem(Endpoint endpoint, int status, String words) {
    super(endpoint + ": " + words);
    this.endpoint = endpoint;
    this.status = status;
    this.words = words;
  }

  /** Who refused. */
  Endpoint endpoint() {
    return endpoint;
  }

  int status() {
    return status;
  }

  /** Whether every region would say the same: the question itself is wrong. */
  boolean isOfTheQuestion() {
    return status == 400 || status == 422;
  }

  /** What was refused and what to do, without the region's name. */
  String words() {
    return words;
  }

  /** The same with the region that says so. */
  String said() {
    return endpoint + ": " + words;
  }

  /** The end of a command that one region refused. */
  CommandFailure failure() {
    return new CommandFailure(isOfTheQuestion() ? ExitCode.USAGE : ExitCode.FAILED, said());
  }

  /** The problem that a response's body describes. */
  static ApiProblem of(Endpoint endpoint, int status, String body) {
    return new ApiProblem(endpoint, status, words(status, body));
  }

  private static String words(int status, String body) {
    if (status == 401) {
      return "the token is not this region's. Each region has its own: --token-file names a remote"
          + " one's, ./postmeridian status those of a local fleet.";
    }
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
    return "it answered with HTTP status " + status + ".";
  }
}
