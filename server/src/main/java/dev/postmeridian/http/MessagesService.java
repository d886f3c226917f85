package dev.postmeridian.http;

import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.desk.RawMail;
import dev.postmeridian.desk.ReadingRoom;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.mime.MailReader;
import dev.postmeridian.mime.Reading;
import dev.postmeridian.triage.QueueName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/messages}: list, search, read, correct. */
public final class MessagesService implements HttpService {
  /** Who a bearer of the region's token is. */
  static final String ADMIN = "admin";

  private static final MailReader READER = new MailReader();

  private final Desk desk;
  private final ReadingRoom room;
  private final Set<QueueName> queues;

  /**
   * @param room where this desk's messages are read
   * @param queues the queues that people work; mail can be moved to these, to review and to junk
   */
  public MessagesService(Desk desk, ReadingRoom room, Set<QueueName> queues) {
    this.desk = desk;
    this.room = room;
    Set<QueueName> all = new HashSet<>(queues);
    all.add(QueueName.REVIEW);
    all.add(QueueName.JUNK);
    this.queues = Set.copyOf(all);
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/v1/messages", this::list)
        .post("/v1/messages/search", this::search)
        .get("/v1/messages/{id}", this::show)
        .get("/v1/messages/{id}/raw", this::raw)
        .post("/v1/messages/{id}/corrections", this::correct);
  }

  private void list(ServerRequest request, ServerResponse response) {
    send(response, MessageQuery.read(request.query(), queues));
  }

  private void search(ServerRequest request, ServerResponse response) {
    send(response, MessageQuery.readObject(Json.object(request), queues));
  }

  private void send(ServerResponse response, MessageFilter filter) {
    List<MessageSummary> found = found(filter);
    String next = found.size() < filter.limit() ? null : found.getLast().cursor();
    Json.send(response, new Page(found.stream().map(MessageJson::of).toList(), next));
  }

  private List<MessageSummary> found(MessageFilter filter) {
    try {
      return desk.list(ADMIN, filter);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(
              "'before' is no place in this list.",
              "Send the 'next' of the page before, unchanged.")
          .exception();
    }
  }

  private void show(ServerRequest request, ServerResponse response) {
    send(response, desk.find(ADMIN, id(request)).orElseThrow(MessagesService::unknown));
  }

  /** The log keeps nothing twice: a message's text and ids are read from the mail as it came. */
  private void send(ServerResponse response, MessageView view) {
    Optional<ParsedMail> read =
        room.read(ADMIN, view.summary().id(), MessagesService::parsed).flatMap(mail -> mail);
    Json.send(response, MessageViewJson.of(view, read));
  }

  private static Optional<ParsedMail> parsed(byte[] raw) {
    return READER.read(raw) instanceof Reading.Message read
        ? Optional.of(read.content().mail())
        : Optional.empty();
  }

  private void raw(ServerRequest request, ServerResponse response) {
    MessageId id = id(request);
    if (!room.lend(ADMIN, id, mail -> send(response, id, mail))) {
      throw unknown();
    }
  }

  private static void send(ServerResponse response, MessageId id, RawMail mail) {
    response.header(HeaderNames.CONTENT_TYPE, "message/rfc822");
    response.header(
        HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + id.hex() + ".eml\"");
    response.contentLength(mail.bytes());
    try (OutputStream out = response.outputStream()) {
      mail.copyTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void correct(ServerRequest request, ServerResponse response) {
    MessageId id = id(request);
    Correction correction = CorrectionJson.read(Json.object(request), queues);
    send(
        response,
        desk.correct(ADMIN, id, correction).orElseThrow(MessagesService::unknown).after());
  }

  /** The message that is named by its id or by as much of it as no other shares. */
  private MessageId id(ServerRequest request) {
    String named = request.path().pathParameters().get("id");
    if (!MessageId.isBeginning(named)) {
      throw unknown();
    }
    List<MessageId> found = desk.startingWith(ADMIN, named);
    if (found.size() > 1) {
      throw Problem.badRequest(
              "Several messages have ids that begin so.", "Send more of it, or all 32 digits.")
          .exception();
    }
    return found.stream().findFirst().orElseThrow(MessagesService::unknown);
  }

  private static ProblemException unknown() {
    return Problem.unknownMessage().exception();
  }

  record Page(List<MessageJson> messages, @Nullable String next) {}
}
