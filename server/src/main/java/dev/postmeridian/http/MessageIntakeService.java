package dev.postmeridian.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.postmeridian.http.RequestEnvelope.Addressed;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.intake.Arrival;
import dev.postmeridian.intake.ClientNetwork;
import dev.postmeridian.intake.DataSink;
import dev.postmeridian.intake.DataSink.Verdict;
import dev.postmeridian.intake.Intake;
import dev.postmeridian.intake.Outcome;
import dev.postmeridian.intake.Recipient;
import dev.postmeridian.mail.MaybeSender;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code POST /v1/messages}: mail in by HTTP, the same path as SMTP behind it; {@code GET
 * /v1/routes}: where mail for an address would go.
 */
public final class MessageIntakeService implements HttpService {
  private static final int CHUNK_BYTES = 16 << 10;
  private static final String RETRY_SECONDS = "5";
  private final Intake intake;

  public MessageIntakeService(Intake intake) {
    this.intake = intake;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/v1/messages", this::accept).get("/v1/routes", this::routes);
  }

  private void routes(ServerRequest request, ServerResponse response) {
    var recipients = RequestEnvelope.recipients(request, intake::recipient);
    Json.send(
        response,
        new Routes(recipients.stream().map(a -> RouteJson.of(a.to(), a.recipient())).toList()));
  }

  private void accept(ServerRequest request, ServerResponse response) throws IOException {
    requireMail(request);
    MaybeSender sender = RequestEnvelope.sender(request);
    double draw = ThreadLocalRandom.current().nextDouble();
    var addressed =
        RequestEnvelope.recipients(
            request, address -> intake.recipient(address, Acceptance.Via.HTTP, draw));
    var first = first(addressed);
    if (first.isEmpty()) {
      refuseAll(response, addressed);
      return;
    }
    var relayed = of(Recipient.Relayed.class, addressed, first.get());
    if (!relayed.isEmpty()) {
      relay(request, response, addressed, relayed);
      return;
    }
    var taken = of(Recipient.Taken.class, addressed, first.get());
    try (var mail = intake.newMail(ClientNetwork.of(client(request)))) {
      var begun = mail.reserve(declaredBytes(request)) ? Verdict.TAKEN : Verdict.NO_ROOM;
      if (receive(request, response, mail, begun)) {
        var outcomes = intake.accept(arrival(request, sender), taken, mail.toByteArray());
        answer(response, addressed, outcomes);
      }
    }
  }

  private void relay(
      ServerRequest request,
      ServerResponse response,
      List<Addressed> addressed,
      List<Recipient.Relayed> relayed)
      throws IOException {
    var arrival = arrival(request, RequestEnvelope.sender(request));
    try (var passage = intake.relay(arrival, relayed)) {
      if (receive(request, response, passage, Verdict.TAKEN)) {
        answer(response, addressed, passage.finish());
      }
    }
  }

  private static void requireMail(ServerRequest request) {
    var type = request.headers().contentType().map(t -> t.mediaType().text()).orElse("");
    if (!type.equals("message/rfc822") && !type.equals("message/global")) {
      throw Problem.notMail().exception();
    }
  }

  /** The first that is taken: the others that go the same way are taken with it. */
  private static Optional<Recipient.Taken> first(List<Addressed> addressed) {
    return addressed.stream().flatMap(one -> taken(one).stream()).findFirst();
  }

  private static Optional<Recipient.Taken> taken(Addressed one) {
    return one.recipient()
        .filter(Recipient.Taken.class::isInstance)
        .map(Recipient.Taken.class::cast);
  }

  private static <T extends Recipient.Taken> List<T> of(
      Class<T> kind, List<Addressed> addressed, Recipient.Taken first) {
    return addressed.stream()
        .flatMap(one -> taken(one).filter(first::travelsWith).stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static long declaredBytes(ServerRequest request) {
    return request.headers().contentLength().orElse(0);
  }

  /**
   * Reads the body; false if the request has been answered instead.
   *
   * @param begun whether there is room for what the request declares
   */
  private boolean receive(
      ServerRequest request, ServerResponse response, DataSink mail, Verdict begun)
      throws IOException {
    long declared = declaredBytes(request);
    var verdict = begun;
    if (declared > intake.limits().messageBytes()) {
      verdict = Verdict.TOO_BIG;
    }
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream body = request.content().inputStream()) {
      for (int n; verdict == Verdict.TAKEN && (n = body.read(chunk)) > 0; ) {
        verdict = mail.write(chunk, 0, n);
      }
    }
    switch (verdict) {
      case TOO_BIG -> throw Problem.tooLarge(intake.limits().messageBytes()).exception();
      case NO_ROOM -> unavailable(response, "Too much mail is arriving at once.");
      case LOST -> unavailable(response, "The region that may take the mail is gone.");
      case TAKEN -> {} // an empty body is an empty mail, as by SMTP
    }
    return verdict == Verdict.TAKEN;
  }

  private static InetAddress client(ServerRequest request) {
    SocketAddress peer = request.remotePeer().address();
    return peer instanceof InetSocketAddress inet
        ? inet.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  private static Arrival arrival(ServerRequest request, MaybeSender sender) {
    InetAddress client = client(request);
    return new Arrival(
        sender, Acceptance.Via.HTTP, "[" + client.getHostAddress() + "]", client, "HTTP");
  }

  private static void answer(
      ServerResponse response, List<Addressed> addressed, List<Outcome> outcomes) {
    switch (outcomes.getFirst()) {
      case Outcome.Unavailable _ ->
          unavailable(response, "The mail could not be stored now; nothing of it was kept.");
      case Outcome.Looping looping ->
          throw Problem.unprocessable(
                  "The mail has passed " + looping.hops() + " hops: it goes in circles.",
                  "Find out which two servers forward it to each other.")
              .exception();
      case Outcome.Kept _, Outcome.Sealed _ -> accepted(response, addressed, outcomes.iterator());
    }
  }

  private static void accepted(
      ServerResponse response, List<Addressed> addressed, Iterator<Outcome> outcomes) {
    var lines = new ArrayList<RecipientJson>();
    var first = first(addressed).orElseThrow();
    for (var one : addressed) {
      lines.add(
          taken(one).filter(first::travelsWith).isPresent()
              ? RecipientJson.accepted(one.to(), outcomes.next())
              : RecipientJson.refused(one.to(), one.recipient()));
    }
    response.status(Status.ACCEPTED_202);
    Json.send(response, new Accepted(lines));
  }

  private static void refuseAll(ServerResponse response, List<Addressed> addressed) {
    boolean anyAddress = addressed.stream().anyMatch(one -> one.recipient().isPresent());
    var problem =
        anyAddress
            ? Problem.unprocessable(
                "This region can take the mail for none of its recipients.",
                "Send it to a region that each recipient's lawful_regions names, if any.")
            : Problem.unprocessable(
                "No recipient is an address.", "Write local-part@domain, URL-encoded.");
    var lines =
        addressed.stream().map(one -> RecipientJson.refused(one.to(), one.recipient())).toList();
    response.status(Status.create(problem.status()));
    response.header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.send(Json.bytes(new RefusedForAll(problem, lines)));
  }

  private static void unavailable(ServerResponse response, String detail) {
    response.header(HeaderNames.RETRY_AFTER, RETRY_SECONDS);
    Json.send(response, Problem.unavailable(detail));
  }

  record Accepted(List<RecipientJson> recipients) {}

  record Routes(List<RouteJson> recipients) {}

  record RefusedForAll(@JsonUnwrapped Problem problem, List<RecipientJson> recipients) {}
}
