package dev.postmeridian.classifier;

import dev.postmeridian.cli.DecisionWords;
import dev.postmeridian.triage.Decision;
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
    out.printf("%s: %s%n", name, DecisionWords.subject(triaged.mail().subject()));
    out.printf(
        "  %s, queue %s, priority %s, language %s, %s (confidence: %s; %s)%n",
        decision.junk().word(),
        decision.queue(),
        decision.priority().word(),
        decision.language(),
        decision.needsReply() ? "needs a reply" : "no reply expected",
        DecisionWords.confidence(decision.confidence(), decision.confidenceOf()),
        decision.model());
    decision
        .second() // the reasons name those that mail in review is closest to
        .ifPresent(second ->
            out.printf("  runner-up: %s, %.2f behind%n", second.queue(), second.margin()));
    for (Reason reason : decision.reasons()) {
      out.println(
          DecisionWords.reason(
              word(reason.about()), word(reason.kind()), reason.weight(), reason.evidence()));
    }
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void unreadable(String name, String reason) {
    out.printf("%s: cannot be read: %s%n", name, reason);
  }
}
