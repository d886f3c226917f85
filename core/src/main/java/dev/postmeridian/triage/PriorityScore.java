package dev.postmeridian.triage;

import dev.postmeridian.mail.MailContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Priority as a declared ordinal score, until people's labels take over: phrases that press for
 * time, whether a reply is expected, the queue's SLA, the sender's own mark.
 */
final class PriorityScore {
  private static final double HIGH = 2;
  private static final double URGENT = 4;
  private static final String SLA = "the queue's SLA is ";

  private PriorityScore() {}

  record Scored(Priority priority, List<Reason> reasons) {}

  /**
   * Scores a mail.
   *
   * @param calm what says that nothing presses
   * @param sla of the queue that it goes to
   */
  static Scored of(
      MailContent content,
      JunkVerdict junk,
      Deadlines deadlines,
      NeedsReply.Answer reply,
      Optional<Reason> calm,
      Duration sla) {
    if (junk == JunkVerdict.BULK || junk.isJunk()) {
      return new Scored(
          Priority.LOW, List.of(rule("low by rule: " + junk.word() + " mail can wait", -2)));
    }
    if (BulkRule.isAnswer(content)) {
      return new Scored(
          Priority.LOW, List.of(rule("low by rule: an automatic answer can wait", -2)));
    }
    boolean automatic = BulkRule.isAutomatic(content);
    var reasons = new ArrayList<Reason>();
    if (!automatic) { // a program's words do not press, but for a monitor's; its queue may
      reasons.addAll(deadlines.reasons(reply.asked()));
      mark(content, reasons);
    }
    Monitor.alarm(content.mail()).ifPresent(reasons::add);
    calm.ifPresent(reasons::add);
    addSla(sla, reasons);
    if (reply.needed()) {
      reasons.add(rule("a reply is expected", 0.5));
    }
    return new Scored(level(score(reasons), automatic && !reply.needed()), reasons);
  }

  /** The priority of wanted mail that goes to a queue with another SLA than it was decided for. */
  static Scored moved(Decision decision, Duration sla) {
    List<Reason> before =
        decision.reasons().stream().filter(r -> r.about() == Reason.About.PRIORITY).toList();
    var reasons = new ArrayList<>(before);
    reasons.removeIf(reason -> reason.evidence().startsWith(SLA));
    addSla(sla, reasons);
    boolean automatic = decision.priority() == Priority.LOW && score(before) >= 0;
    return new Scored(level(score(reasons), automatic), reasons);
  }

  private static double score(List<Reason> reasons) {
    return reasons.stream().mapToDouble(Reason::weight).sum();
  }

  /** A queue's SLA does not press for what is over. */
  private static void addSla(Duration sla, List<Reason> reasons) {
    if (reasons.stream().anyMatch(Recovery::isReason)) {
      return;
    }
    if (sla.compareTo(Duration.ofHours(1)) <= 0) {
      reasons.add(rule(SLA + "an hour or less", 2));
    } else if (sla.compareTo(Duration.ofHours(4)) <= 0) {
      reasons.add(rule(SLA + "four hours or less", 1));
    }
  }

  private static Priority level(double score, boolean automatic) {
    if (score >= URGENT) {
      return Priority.URGENT;
    }
    if (score >= HIGH) {
      return Priority.HIGH;
    }
    return score < 0 || automatic ? Priority.LOW : Priority.NORMAL;
  }

  /** X-Priority and Importance, as senders set them; a sender's word counts little. */
  private static void mark(MailContent content, List<Reason> reasons) {
    String importance = content.header("Importance").orElse("").strip().toLowerCase(Locale.ROOT);
    String priority = content.header("X-Priority").orElse("").strip();
    if (importance.equals("high") || priority.startsWith("1") || priority.startsWith("2")) {
      reasons.add(rule("the sender marked it important", 0.5));
    } else if (importance.equals("low") || priority.startsWith("4") || priority.startsWith("5")) {
      reasons.add(rule("the sender marked it unimportant", -1));
    }
  }

  private static Reason rule(String words, double weight) {
    return new Reason(Reason.About.PRIORITY, Reason.Kind.RULE, words, weight);
  }
}
