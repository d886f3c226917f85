package dev.postmeridian.triage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What declared rules say of one mail, each rule at most once. */
final class Evidence {
  private final Map<String, Reason> reasons = new LinkedHashMap<>();

  /**
   * Notes that a rule holds.
   *
   * @param shown what of the mail it saw
   * @param score log-odds that it declares
   */
  void rule(String name, String shown, double score) {
    reasons.putIfAbsent(
        name, new Reason(Reason.About.JUNK, Reason.Kind.RULE, name + ": " + shown, score));
  }

  List<Reason> reasons() {
    return new ArrayList<>(reasons.values());
  }
}
