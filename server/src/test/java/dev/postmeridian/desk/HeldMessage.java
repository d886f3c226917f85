package dev.postmeridian.desk;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.region.Country;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a desk in memory knows of a message; what a person said is kept apart. */
@SuppressWarnings("ArrayRecordComponent")
record HeldMessage(
    MessageId id,
    Country country,
    String mailbox,
    String sender,
    Instant receivedAt,
    byte[] raw,
    Optional<ParsedMail> mail,
    Optional<Decision> decision,
    Optional<String> quarantine,
    List<Word> words,
    List<MessageView.Event> history) {
  private static final List<Function<Correction, ? extends Optional<?>>> QUESTIONS =
      List.of(
          Correction::junk,
          Correction::queue,
          Correction::priority,
          Correction::needsReply,
          Correction::done);

  /** One thing that a person said. */
  record Word(Stamp stamp, String actor, Instant at, Correction said) {
    static Stream<String> words(Correction c) {
      return Stream.of(
              c.junk().map(v -> "set junk verdict to " + v.word()),
              c.queue().map(v -> "set queue to " + v),
              c.priority().map(v -> "set priority to " + v.word()),
              c.needsReply()
                  .map(v -> v ? "said that it needs a reply" : "said that it needs no reply"),
              c.done().map(v -> "set done to " + v))
          .flatMap(Optional::stream);
    }
  }

  HeldMessage with(List<Word> said, List<MessageView.Event> since) {
    return new HeldMessage(
        id, country, mailbox, sender, receivedAt, raw, mail, decision, quarantine, said, since);
  }

  /** A person's word where one stands, else what follows from another, else the model's. */
  Optional<Priority> priority() {
    return said(Correction::priority)
        .or(() -> isJunk() ? Optional.of(Priority.LOW) : Optional.empty())
        .or(() -> isTakenOut() ? Optional.of(Priority.NORMAL) : Optional.empty())
        .or(() -> decision.map(Decision::priority));
  }

  Optional<Boolean> needsReply() {
    return said(Correction::needsReply)
        .or(() -> isJunk() ? Optional.of(false) : Optional.empty())
        .or(() -> isTakenOut() ? Optional.of(true) : Optional.empty())
        .or(() -> decision.map(Decision::needsReply));
  }

  Optional<QueueName> queue() {
    if (isJunk()) {
      return Optional.of(QueueName.JUNK);
    }
    boolean leaves = said(Correction::junk).equals(Optional.of(JunkVerdict.HAM));
    return said(Correction::queue)
        .or(() ->
            decision
                .map(Decision::queue)
                .map(q -> leaves && q.equals(QueueName.JUNK) ? QueueName.REVIEW : q))
        .or(() -> quarantine.map(_ -> QueueName.REVIEW));
  }

  Optional<Done> done() {
    return last(Correction::done)
        .filter(word -> word.said().done().orElseThrow())
        .map(word -> new Done(word.actor(), word.at()));
  }

  boolean isCorrected() {
    return QUESTIONS.subList(0, 4).stream().anyMatch(question -> last(question).isPresent());
  }

  /** The subject without what a reply puts before it. */
  String topic() {
    return mail.map(m -> m.subject().replaceFirst("(?i)^(re|aw): ?", "")).orElse("");
  }

  /** Whether it has all words of a search. */
  boolean contains(String text) {
    String all =
        mail.map(m -> (m.subject() + "\n" + m.from() + "\n" + m.text()).toLowerCase(Locale.ROOT))
            .orElse("");
    return Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(all::contains);
  }

  <T> Optional<T> said(Function<Correction, Optional<T>> question) {
    return last(question).flatMap(word -> question.apply(word.said()));
  }

  /** Whether nobody has said anything else since, of all that a word answers. */
  boolean stands(Word word) {
    return QUESTIONS.stream()
        .filter(question -> question.apply(word.said()).isPresent())
        .allMatch(question -> last(question).equals(Optional.of(word)));
  }

  /** What of a correction does not stand already as this actor's word. */
  Correction unsaid(String actor, Correction c) {
    return new Correction(
        unsaid(actor, c, Correction::junk),
        unsaid(actor, c, Correction::queue),
        unsaid(actor, c, Correction::priority),
        unsaid(actor, c, Correction::needsReply),
        unsaid(actor, c, Correction::done));
  }

  private <T> Optional<T> unsaid(
      String actor, Correction c, Function<Correction, Optional<T>> question) {
    boolean stands =
        last(question)
            .filter(word -> word.actor().equals(actor))
            .filter(word -> question.apply(word.said()).equals(question.apply(c)))
            .isPresent();
    return stands ? Optional.empty() : question.apply(c);
  }

  private Optional<Word> last(Function<Correction, ? extends Optional<?>> question) {
    return words.reversed().stream()
        .filter(word -> question.apply(word.said()).isPresent())
        .findFirst();
  }

  private boolean isJunk() {
    return said(Correction::junk).filter(JunkVerdict::isJunk).isPresent();
  }

  /** Whether a person wants what the model called junk. */
  private boolean isTakenOut() {
    return said(Correction::junk).filter(JunkVerdict.HAM::equals).isPresent()
        && decision.filter(d -> d.junk().isJunk()).isPresent();
  }
}
