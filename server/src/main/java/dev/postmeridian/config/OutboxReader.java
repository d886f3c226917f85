package dev.postmeridian.config;

import dev.postmeridian.effect.Effect;
import dev.postmeridian.effect.EffectLimits;
import dev.postmeridian.effect.EffectName;
import dev.postmeridian.effect.Target;
import dev.postmeridian.region.Country;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.QueueName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads {@code outbox}: what follows from decisions, each under a name of its own. */
final class OutboxReader {
  private static final int MAX_EFFECTS = 32;
  private static final String GROUP = "webhook or forward, and more";

  private final Set<String> queues = new TreeSet<>();
  private final TargetReader targets;

  /**
   * @param queues that people work; review and junk are always there
   * @param mailboxes that mail comes in by: none is forwarded to these
   * @param folder that relative paths start from
   */
  OutboxReader(List<Queue> queues, Mailboxes mailboxes, Path folder) {
    queues.forEach(queue -> this.queues.add(queue.name().value()));
    this.queues.add(QueueName.REVIEW.value());
    this.queues.add(QueueName.JUNK.value());
    this.targets = new TargetReader(mailboxes, folder);
  }

  List<Effect> read(Setting value) {
    var entries =
        value
            .section("each effect's name with what it does, such as 'tickets: {webhook: ...}'")
            .map(Section::entries)
            .orElse(List.of());
    if (entries.size() > MAX_EFFECTS) {
      value.error("There are " + entries.size() + " effects", "Keep at most " + MAX_EFFECTS + ".");
    }
    return entries.stream().map(this::effect).flatMap(Optional::stream).toList();
  }

  private Optional<Effect> effect(Section.Entry entry) {
    var name = name(entry);
    return entry.value().section(GROUP).flatMap(section -> effect(entry, name, section));
  }

  private Optional<Effect> effect(Section.Entry entry, Optional<EffectName> name, Section section) {
    Optional<Target> target = targets.read(entry.value(), section);
    var forQueues = section.optional("queues").map(this::queues).orElse(Set.of());
    var countries = section.optional("countries").map(OutboxReader::countries).orElse(Set.of());
    var limits = limits(entry.value(), section);
    section.finish();
    return name.flatMap(n -> target.map(t -> new Effect(n, t, forQueues, countries, limits)));
  }

  private static Optional<EffectName> name(Section.Entry entry) {
    try {
      return Optional.of(new EffectName(entry.name()));
    } catch (IllegalArgumentException _) {
      entry
          .value()
          .error(
              "'" + entry.name() + "' cannot name an effect",
              "Use 1 to 40 lower-case letters, digits and hyphens: the name is part of its keys.");
      return Optional.empty();
    }
  }

  private Set<QueueName> queues(Setting value) {
    return some(value, "a list of queues, such as [billing]").stream()
        .map(queue -> queue.oneOf(List.copyOf(queues), name -> name))
        .flatMap(Optional::stream)
        .map(QueueName::new)
        .collect(Collectors.toSet());
  }

  private static Set<Country> countries(Setting value) {
    return some(value, "a list of countries, such as [DE, FR]").stream()
        .flatMap(word -> CountryText.countries(word).stream())
        .collect(Collectors.toSet());
  }

  /** An empty list would be read as all of them by one, as none by another. */
  private static List<Setting> some(Setting value, String expected) {
    var list = value.list(expected);
    if (value.isList() && list.isEmpty()) {
      value.error("'" + value.path() + "' is an empty list", "Leave it out, which stands for all.");
    }
    return list;
  }

  private static EffectLimits limits(Setting value, Section section) {
    var standard = EffectLimits.DEFAULT;
    var timeout = time(section, "timeout").orElse(standard.timeout());
    var concurrency =
        section
            .optional("concurrency")
            .flatMap(s -> s.parsed("a whole number", OutboxReader::number))
            .orElse(standard.concurrency());
    var giveUpAfter = time(section, "give_up_after").orElse(standard.giveUpAfter());
    try {
      return new EffectLimits(timeout, concurrency, giveUpAfter);
    } catch (IllegalArgumentException e) {
      value.error(
          "A limit of '" + value.path() + "' is out of its range: " + e.getMessage(),
          "Write one within it.");
      return standard;
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("that is no whole number");
    }
  }

  private static Optional<Duration> time(Section section, String key) {
    return section.optional(key).flatMap(s -> s.parsed(DurationText.EXPECTED, DurationText::parse));
  }
}
