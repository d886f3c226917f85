package dev.postmeridian.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postmeridian.desk.Desk;

/**
 * What went wrong with a request and what to do about it (RFC 9457). Never repeats what the client
 * sent.
 *
 * @param type a URN that names this kind of problem, for programs
 * @param title the kind of problem, for people
 * @param detail this occurrence: what happened, to what, why
 * @param remedy what to do next
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, String remedy) {
  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String URN = "urn:postmeridian:problem:";

  /** A request that is not of the API's form. */
  public static Problem badRequest(String detail, String remedy) {
    return new Problem(URN + "bad-request", "Bad request", 400, detail, remedy);
  }

  /** A request of the right form that asks for something impossible. */
  public static Problem unprocessable(String detail, String remedy) {
    return new Problem(URN + "unprocessable", "Cannot be done", 422, detail, remedy);
  }

  /** A mail beyond the size that this region takes. */
  public static Problem tooLarge(long maxBytes) {
    return new Problem(
        URN + "too-large",
        "Mail too large",
        413,
        "The mail is larger than the " + size(maxBytes) + " that this region takes.",
        "Send a smaller mail, or raise limits.message_size in the deployment file.");
  }

  /** A body of another kind than the path takes. */
  public static Problem notMail() {
    return new Problem(
        URN + "not-mail",
        "Not a mail",
        415,
        "This path takes one raw mail as its body.",
        "Send Content-Type: message/rfc822 and the mail as it is, with the envelope in the query.");
  }

  /** A body of another kind where JSON is read. */
  static Problem notJson() {
    return new Problem(
        URN + "not-json",
        "Not JSON",
        415,
        "This path takes a JSON object as its body.",
        "Send Content-Type: application/json.");
  }

  /** Nobody may know what is asked for without the region's token. */
  public static Problem unauthorized() {
    return new Problem(
        URN + "unauthorized",
        "Token missing or wrong",
        401,
        "This API answers to the region's admin token alone.",
        "Send 'Authorization: Bearer TOKEN' with the token of this region; 'status' names its file.");
  }

  /** A message that this region does not have, or has erased. */
  public static Problem unknownMessage() {
    return new Problem(
        URN + "unknown-message",
        "Unknown message",
        404,
        "This region has no message of that id.",
        "Check the id, or ask the region that accepted it; erased messages are gone everywhere.");
  }

  /** A path that the server does not know. */
  public static Problem unknownPath() {
    return new Problem(
        URN + "unknown-path",
        "Unknown path",
        404,
        "There is nothing at this path.",
        "/openapi.json lists every path of the API; / is the console.");
  }

  /** A path that answers to other methods. */
  static Problem methodNotAllowed(String allowed) {
    return new Problem(
        URN + "method-not-allowed",
        "Method not allowed",
        405,
        "This path does not answer to the method of the request.",
        "Use one of: " + allowed + ".");
  }

  /** A part that the request needs does not answer. */
  public static Problem unavailable(String detail) {
    return new Problem(
        URN + "unavailable",
        "Not available now",
        503,
        detail,
        "Try again in a few seconds; ./postmeridian status says what is wrong.");
  }

  /** The database answers and would not store a correction. */
  static Problem refused(Desk.RefusedException e) {
    return unavailable(
        "The correction is not stored, and nothing was changed: " + e.reason() + ".");
  }

  /** A fault of ours. */
  public static Problem internal() {
    return new Problem(
        URN + "internal",
        "Something went wrong here",
        500,
        "The server could not finish this request; nothing of it was kept half done.",
        "Try again; if it stays so, look for 'request failed' in the region's log at this time.");
  }

  static Problem ofStatus(int status, String reason) {
    String remedy =
        switch (status) {
          case 413 -> "Send a smaller body: no request may be larger than a mail.";
          case 414 -> "Shorten path and query; POST /v1/messages/search takes a long search.";
          default -> "Check method, headers and size of the request against /openapi.json.";
        };
    return new Problem(
        URN + "http-" + status,
        reason,
        status,
        "The server refused the request before reading it whole.",
        remedy);
  }

  /** Such as {@code 50 MiB}; in bytes if it is less than one, or no whole number. */
  private static String size(long bytes) {
    return bytes > 0 && bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : bytes + " bytes";
  }

  /** The problem as something to throw from a handler. */
  public ProblemException exception() {
    return new ProblemException(this);
  }
}
