package dev.postmeridian.console;

import dev.postmeridian.console.Row.PageTime;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.desk.QueueLoad;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.mime.Reading;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message made ready to be shown.
 *
 * @param read the mail as it came; empty if it can't be read
 */
record OpenMessage(MessageView view, Optional<Reading.Message> read) {
  private static final int MAX_HEADERS = 200;

  /** The third pane. */
  MessagePage page(List<QueueLoad> loads, ListQuery query, PageTime time) {
    Map<QueueName, Duration> slas = DeskView.slas(loads);
    MessageSummary m = view.summary();
    MarkedText words = words();
    boolean junk = m.junk().filter(JunkVerdict::isJunk).isPresent();
    Optional<SafeBody> body = body();
    return new MessagePage(
        DeskView.row(m, query, true, slas, time),
        "/" + query.link(),
        words.runs(m.subject().isEmpty() ? "(no subject)" : m.subject()),
        from(),
        m.mailbox(),
        view.sender().isEmpty() ? "<> (a bounce or an automatic reply)" : view.sender(),
        Words.when(m.receivedAt(), time.zone()),
        Words.size(view.bytes()),
        m.language().map(Words::language).orElse(""),
        m.needsReply(),
        m.done()
            .map(d -> "Done by " + d.by() + ", " + Words.when(d.at(), time.zone()) + ".")
            .orElse(""),
        view.decision().map(DecisionSentence::of),
        m.model().orElse(""),
        person(),
        view.decision().map(OpenMessage::rest).orElse(""),
        view.decision().stream()
            .flatMap(d -> d.reasons().stream())
            .map(DecisionSentence.Evidence::of)
            .toList(),
        view.quarantine().orElse(""),
        body.isPresent(),
        body.map(SafeBody::note).orElse(""),
        body.map(SafeBody::height).orElse(0),
        body.filter(SafeBody::plain).isPresent(),
        words.runs(text()),
        view.mail().or(() -> read.map(r -> r.content().mail())).stream()
            .flatMap(p -> p.attachments().stream())
            .map(a -> new MessagePage.File(a.name(), a.type(), Words.size(a.bytes())))
            .toList(),
        view.mail().map(ParsedMail::defects).orElse(List.of()),
        read.stream()
            .flatMap(r -> r.content().headers().stream())
            .limit(MAX_HEADERS)
            .map(h -> new MessagePage.Header(h.name(), h.value()))
            .toList(),
        view.history().stream()
            .map(e -> new MessagePage.Past(Words.when(e.at(), time.zone()), e.actor(), e.what()))
            .toList(),
        view.thread().stream().map(t -> DeskView.row(t, query, false, slas, time)).toList(),
        queues(loads),
        Arrays.stream(Priority.values())
            .map(p -> choice(p.word(), Words.sentence(p.word()), m.priority().map(Priority::word)))
            .toList(),
        junk);
  }

  private String from() {
    String from = view.summary().from();
    boolean named = view.mail().filter(mail -> !mail.from().isBlank()).isPresent();
    return from.isEmpty() ? "Unknown sender" : named ? from : from + " (envelope sender)";
  }

  /** The HTML body made harmless; empty if it has none. */
  Optional<SafeBody> body() {
    boolean wanted = view.summary().junk().filter(JunkVerdict::isJunk).isEmpty();
    return read.map(Reading.Message::body)
        .flatMap(body ->
            body.html().map(h -> SafeBody.of(h, words(), wanted, new Pictures(body.inline()))));
  }

  private String text() {
    return read.map(r -> r.body().text()).or(() -> view.mail().map(ParsedMail::text)).orElse("");
  }

  private MarkedText words() {
    return new MarkedText(view.decision().map(DecisionSentence::words).orElse(List.of()));
  }

  // What differs from the model's by a person's word, also by what follows from it: junk is not
  // urgent.
  private String person() {
    MessageSummary m = view.summary();
    if (!m.corrected()) {
      return "";
    }
    List<String> said =
        Stream.of(
                differing(place(), view.decision().map(OpenMessage::place)),
                differing(
                    m.priority().map(OpenMessage::priority),
                    view.decision().map(d -> priority(d.priority()))),
                differing(
                    m.needsReply().map(OpenMessage::reply),
                    view.decision().map(d -> reply(d.needsReply()))))
            .flatMap(Optional::stream)
            .toList();
    return said.isEmpty()
        ? "By a person's word the same as the model's."
        : "By a person's word: " + String.join(", ", said) + ".";
  }

  private static Optional<String> differing(Optional<String> now, Optional<String> model) {
    return now.filter(word -> !model.equals(Optional.of(word)));
  }

  private Optional<String> place() {
    MessageSummary m = view.summary();
    return m.junk()
        .filter(JunkVerdict::isJunk)
        .map(DecisionSentence::verdict)
        .or(() -> m.queue().map(Row::queueWord));
  }

  private static String place(Decision d) {
    return d.junk().isJunk() ? DecisionSentence.verdict(d.junk()) : Row.queueWord(d.queue());
  }

  private static String priority(Priority priority) {
    return priority.word() + " priority";
  }

  private static String reply(boolean needed) {
    return needed ? "needs a reply" : "needs no reply";
  }

  /** What the model said beside the queue. */
  private static String rest(Decision d) {
    return Words.sentence(priority(d.priority())) + ", " + reply(d.needsReply()) + ".";
  }

  private List<ListView.Choice> queues(List<QueueLoad> loads) {
    Optional<QueueName> now = view.summary().queue();
    Optional<QueueName> closest = view.summary().closestQueue();
    return loads.stream()
        .map(QueueLoad::name)
        .filter(name -> !name.equals(QueueName.JUNK))
        .map(name ->
            new ListView.Choice(
                name.value(),
                Row.queueWord(name),
                now.equals(Optional.of(name)),
                closest.equals(Optional.of(name))))
        .toList();
  }

  private static ListView.Choice choice(String value, String label, Optional<String> current) {
    return new ListView.Choice(value, label, current.equals(Optional.of(value)));
  }
}
