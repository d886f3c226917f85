package dev.postmeridian.classifier;

import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.Reason;
import dev.postmeridian.triage.Triage;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A decision as one line of JSON. */
final class JsonDecisionLine implements DecisionLine {
  private final PrintWriter out;

  JsonDecisionLine(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void decided(String name, Triage.Triaged triaged) {
    Decision decision = triaged.decision();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("file", name);
    triaged.mail().messageId().ifPresent(id -> line.put("id", id));
    line.put("subject", triaged.mail().subject());
    line.put("junk", decision.junk().word());
    line.put("queue", decision.queue().value());
    line.put("priority", decision.priority().word());
    line.put("language", decision.language());
    line.put("needs_reply", decision.needsReply());
    line.put("confidence", rounded(decision.confidence()));
    line.put("confidence_of", decision.confidenceOf().word());
    line.put("model", decision.model());
    decision
        .second()
        .ifPresent(second ->
            line.put(
                "runner_up",
                Map.of("queue", second.queue().value(), "margin", rounded(second.margin()))));
    decision.closestQueue().ifPresent(queue -> line.put("closest_queue", queue.value()));
    line.put("reasons", decision.reasons().stream().map(JsonDecisionLine::reason).toList());
    out.println(JsonMapper.shared().writeValueAsString(line));
  }

  private static Map<String, Object> reason(Reason reason) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("about", reason.about().name().toLowerCase(Locale.ROOT));
    json.put("kind", reason.kind().name().toLowerCase(Locale.ROOT));
    json.put("evidence", reason.evidence());
    json.put("weight", rounded(reason.weight()));
    return json;
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  @Override
  public void unreadable(String name, String reason) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("file", name);
    line.put("unreadable", reason);
    out.println(JsonMapper.shared().writeValueAsString(line));
  }
}
