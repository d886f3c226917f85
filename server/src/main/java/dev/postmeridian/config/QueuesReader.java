package dev.postmeridian.config;

import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.QueueName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code queues}. */
final class QueuesReader {
  static final Duration DEFAULT_SLA = Duration.ofHours(24);

  private static final int MAX_QUEUES = 200;
  private static final int MAX_EXAMPLES = 10;
  private static final Set<QueueName> RESERVED = Set.of(QueueName.REVIEW, QueueName.JUNK);

  private QueuesReader() {}

  static List<Queue> read(Setting value) {
    var entries =
        value
            .section("each queue's name with its description")
            .map(Section::entries)
            .orElse(List.of());
    if (entries.size() > MAX_QUEUES) {
      value.error("There are " + entries.size() + " queues", "Keep at most " + MAX_QUEUES + ".");
    }
    var queues = entries.stream().map(QueuesReader::queue).flatMap(Optional::stream).toList();
    var bare = queues.stream().filter(q -> q.examples().isEmpty()).map(Queue::name).toList();
    if (!bare.isEmpty()) {
      value.warning(
          "Without examples a queue knows mail in its description's language only: " + bare,
          "Add a sentence or two under 'examples' in each language of your mail.");
    }
    return queues;
  }

  private static Optional<Queue> queue(Section.Entry entry) {
    var name = name(entry);
    if (entry.value().isScalar() && !entry.value().isBlank()) {
      return name.flatMap(
          n -> sentence(entry.value()).map(d -> new Queue(n, d, List.of(), DEFAULT_SLA)));
    }
    return entry
        .value()
        .section("description, and if you like examples and sla")
        .flatMap(section -> queue(name, section));
  }

  private static Optional<Queue> queue(Optional<QueueName> name, Section section) {
    var description =
        section
            .required("description", "One sentence that says what belongs here.")
            .flatMap(QueuesReader::sentence);
    var examples = section.optional("examples").map(QueuesReader::examples).orElse(List.of());
    var sla =
        section
            .optional("sla")
            .flatMap(s -> s.parsed(DurationText.EXPECTED, DurationText::parse))
            .orElse(DEFAULT_SLA);
    section.finish();
    return name.flatMap(n -> description.map(d -> new Queue(n, d, examples, sla)));
  }

  /** The model reads it: without letters it says nothing. */
  private static Optional<String> sentence(Setting value) {
    var text = value.text("one sentence that says what belongs here");
    if (text.filter(t -> t.codePoints().noneMatch(Character::isLetter)).isPresent()) {
      value.error(
          "'" + value.path() + "' has no word in it",
          "Write one sentence that says what belongs here.");
      return Optional.empty();
    }
    return text;
  }

  private static List<String> examples(Setting value) {
    var examples = value.list("a list of up to ten sentences or mails");
    if (examples.size() > MAX_EXAMPLES) {
      value.error(
          "'" + value.path() + "' holds " + examples.size() + " examples",
          "Keep the " + MAX_EXAMPLES + " that differ most.");
    }
    return examples.stream().map(s -> s.text("a sentence")).flatMap(Optional::stream).toList();
  }

  private static Optional<QueueName> name(Section.Entry entry) {
    var name = parse(entry);
    if (name.filter(RESERVED::contains).isPresent()) {
      entry
          .value()
          .error("'" + entry.name() + "' is a queue that is always there", "Choose another name.");
    }
    return name;
  }

  private static Optional<QueueName> parse(Section.Entry entry) {
    try {
      return Optional.of(new QueueName(entry.name()));
    } catch (IllegalArgumentException e) {
      entry
          .value()
          .error(
              "'" + entry.name() + "' cannot name a queue",
              "Use 1 to 64 letters of any script, digits, spaces, hyphens or underscores.");
      return Optional.empty();
    }
  }
}
