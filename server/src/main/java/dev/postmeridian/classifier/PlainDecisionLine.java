package dev.postmeridian.classifier;

import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.QueueName;
import dev.postmeridian.triage.Reason;
import dev.postmeridian.triage.Triage;
import java.io.PrintWriter;
import java.util.Locale;

/** A decision in words for people. */
final class PlainDecisionLine implements DecisionLine {
  private final PrintWriter out;

  PlainDecisionLine(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void decided(String name, Triage.Triaged triaged) {
    Decision decision = triaged.decision();
    out.printf("%s: %s%n", name, triaged.mail().subject());
    out.printf(
        "  %s, queue %s, priority %s, language %s, %s (confidence %.0f%%, %s)%n",
        decision.junk().word(),
        decision.queue(),
        decision.priority().word(),
        decision.language(),
        decision.needsReply() ? "needs a reply" : "no reply expected",
        decision.confidence() * 100,
        decision.model());
    decision
        .runnerUp()
        .filter(_ -> !decision.queue().equals(QueueName.REVIEW)) // whose reasons name the guesses
        .ifPresent(second ->
            out.printf("  runner-up: %s, %.2f behind%n", second.queue(), second.margin()));
    for (Reason reason : decision.reasons()) {
      out.printf(
          "  %-7s %s (%.2f): %s, %s%n",
          reason.weight() < 0 ? "against" : "for",
          word(reason.about()),
          Math.abs(reason.weight()),
          word(reason.kind()),
          reason.evidence());
    }
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void unreadable(String name, String reason) {
    out.printf("%s: cannot be read: %s%n", name, reason);
  }
}
