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
    var taken = addressed.stream().flatMap(one -> taken(one).stream()).toList();
    if (taken.isEmpty()) {
      refuseAll(response, addressed);
      return;
    }
    var client = ClientNetwork.of(client(request));
    try (var mail =
        intake.deliver(arrival(request, sender), taken, client, declaredBytes(request))) {
      var begun = mail.hasRoom() ? Verdict.TAKEN : Verdict.NO_ROOM;
      if (receive(request, response, mail, begun)) {
        answer(response, addressed, mail.finish());
      }
    }
  }

  private static void requireMail(ServerRequest request) {
    var type = request.headers().contentType().map(t -> t.mediaType().text()).orElse("");
    if (!type.equals("message/rfc822") && !type.equals("message/global")) {
      throw Problem.notMail().exception();
    }
  }

  private static Optional<Recipient.Taken> taken(Addressed one) {
    return one.recipient()
        .filter(Recipient.Taken.class::isInstance)
        .map(Recipient.Taken.class::cast);
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
    if (outcomes.stream().allMatch(Outcome.Unavailable.class::isInstance)) {
      unavailable(response, "The mail could not be stored now; nothing of it was kept.");
    } else if (outcomes.stream().allMatch(Outcome.Looping.class::isInstance)) {
      throw Problem.unprocessable(
              "The mail has passed more hops than any mail should: it goes in circles.",
              "Find out which two servers forward it to each other.")
          .exception();
    } else {
      accepted(response, addressed, outcomes.iterator());
    }
  }

  private static void accepted(
      ServerResponse response, List<Addressed> addressed, Iterator<Outcome> outcomes) {
    var lines = new ArrayList<RecipientJson>();
    for (var one : addressed) {
      lines.add(
          taken(one).isPresent()
              ? RecipientJson.of(one.to(), outcomes.next())
              : RecipientJson.refused(one.to(), one.recipient()));
    }
    response.status(Status.ACCEPTED_202);
    Json.send(response, new Accepted(lines));
  }

  private static void refuseAll(ServerResponse response, List<Addressed> addressed) {
    boolean anyAddress = addressed.stream().anyMatch(one -> one.recipient().isPresent());
    boolean anyHeld = addressed.stream().anyMatch(MessageIntakeService::isHeld);
    var problem =
        anyHeld
            ? Problem.unavailable("No region can take the mail by this way now.")
            : anyAddress
                ? Problem.unprocessable(
                    "This region can take the mail for none of its recipients.",
                    "Send it to a region that each recipient's lawful_regions names, if any.")
                : Problem.unprocessable(
                    "No recipient is an address.", "Write local-part@domain, URL-encoded.");
    var lines =
        addressed.stream().map(one -> RecipientJson.refused(one.to(), one.recipient())).toList();
    response.status(Status.create(problem.status()));
    if (anyHeld) {
      response.header(HeaderNames.RETRY_AFTER, RETRY_SECONDS);
    }
    response.header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.send(Json.bytes(new RefusedForAll(problem, lines)));
  }

  private static boolean isHeld(Addressed one) {
    return one.recipient().filter(Recipient.Elsewhere.class::isInstance).isPresent();
  }

  private static void unavailable(ServerResponse response, String detail) {
    response.header(HeaderNames.RETRY_AFTER, RETRY_SECONDS);
    Json.send(response, Problem.unavailable(detail));
  }

  record Accepted(List<RecipientJson> recipients) {}

  record Routes(List<RouteJson> recipients) {}

  record RefusedForAll(@JsonUnwrapped Problem problem, List<RecipientJson> recipients) {}
}
