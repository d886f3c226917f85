package dev.postmeridian.triage;

import dev.postmeridian.mail.MailContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Priority as a declared ordinal score, until people's labels take over: phrases that press for
 * time, whether a reply is expected, the queue's SLA, the sender's own mark.
 */
final class PriorityScore {
  private static final double HIGH = 2;
  private static final double URGENT = 4;

  private PriorityScore() {}

  record Scored(Priority priority, List<Reason> reasons) {}

  static Scored of(MailContent content, JunkVerdict junk, boolean needsReply, Duration sla) {
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
    if (!automatic) { // a program's words do not press; the queue that it belongs to may
      reasons.addAll(Deadlines.in(content.mail().subject() + " \n " + content.mail().text()));
      mark(content, reasons);
    }
    if (sla.compareTo(Duration.ofHours(1)) <= 0) {
      reasons.add(rule("the queue's SLA is an hour or less", 2));
    } else if (sla.compareTo(Duration.ofHours(4)) <= 0) {
      reasons.add(rule("the queue's SLA is four hours or less", 1));
    }
    if (needsReply) {
      reasons.add(rule("a reply is expected", 0.5));
    }
    double score = reasons.stream().mapToDouble(Reason::weight).sum();
    return new Scored(level(score, automatic && !needsReply), reasons);
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
