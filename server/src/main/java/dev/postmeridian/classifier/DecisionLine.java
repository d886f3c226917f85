package dev.postmeridian.classifier;

import dev.postmeridian.triage.Triage;

/** How a decision is printed. */
interface DecisionLine {
  void decided(String name, Triage.Triaged triaged);

  void unreadable(String name, String reason);
}
