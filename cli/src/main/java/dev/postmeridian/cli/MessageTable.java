package dev.postmeridian.cli;

import dev.postmeridian.triage.ConfidenceOf;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Messages as a table: a line each, as much of it as a terminal is wide. */
final class MessageTable {
  private static final int FROM_COLUMNS = 14;
  private static final int ID_DIGITS = 8;

  private MessageTable() {}

  /** The messages in their order. */
  static Table of(List<JsonNode> messages) {
    var table =
        new Table("AGE", "ID", "REGION", "PRIORITY", "QUEUE, CONFIDENCE", "FROM", "SUBJECT");
    for (JsonNode m : messages) {
      table.row(
          Table.age(m.path("received_at")),
          shortId(m),
          Json.word(m, "region"),
          m.path("done").asBoolean(false) ? "done" : Json.word(m, "priority"),
          queue(m),
          Table.cut(who(DecisionWords.printable(Json.word(m, "from"))), FROM_COLUMNS),
          DecisionWords.subject(m));
    }
    return table.within(Table.TERMINAL_COLUMNS);
  }

  /** Of an originator with a name and an address, the name. */
  private static String who(String from) {
    int address = from.lastIndexOf('<');
    String name = (address > 0 ? from.substring(0, address) : from).strip();
    return name.length() > 2 && name.startsWith("\"") && name.endsWith("\"")
        ? name.substring(1, name.length() - 1)
        : name;
  }

  /** As much of an id as commands need. */
  private static String shortId(JsonNode message) {
    String id = Json.word(message, "id");
    return id.substring(0, Math.min(ID_DIGITS, id.length()));
  }

  /** Such as {@code billing 87%}, {@code junk/spam 99%} or {@code junk/bulk by rule}. */
  private static String queue(JsonNode message) {
    if (Json.word(message, "state").equals("quarantined")) {
      return Json.word(message, "queue") + " -";
    }
    String junk = Json.word(message, "junk");
    boolean wanted = junk.equals("ham") || junk.equals("-");
    return Json.word(message, "queue") + (wanted ? "" : "/" + junk) + " " + confidence(message);
  }

  /** Such as {@code 87%}, or that a rule chose the queue. */
  private static String confidence(JsonNode message) {
    if (message.path("corrected").asBoolean(false)) {
      return "corrected";
    }
    if (Json.word(message, "confidence_of").equals(ConfidenceOf.RULE.word())) {
      return "by rule";
    }
    JsonNode confidence = message.path("confidence");
    return confidence.isNumber() ? DecisionWords.percent(confidence.asDouble()) : "-";
  }
}
