package dev.postmeridian.cli;

import dev.postmeridian.triage.ConfidenceOf;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * One message as text for a terminal: what it is, what was decided and why, what happened to it.
 */
final class MessageText {
  private static final int LABEL = 12;
  private static final int SHORT_ID = 8;

  /** Of a long thread, the API lists so many beside the message. */
  private static final int LISTED = 100;

  private final JsonNode message;
  private final DateTimeFormatter time;
  private final StringBuilder text = new StringBuilder();

  MessageText(JsonNode message, ZoneId zone) {
    this.message = message;
    this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz", Locale.ROOT).withZone(zone);
    envelope();
    decision();
    reasons();
    attachments();
    thread();
    history();
    body();
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void envelope() {
    line("Subject", DecisionWords.subject(message));
    line("From", word("from"));
    line("Sender", sender());
    line("To", word("mailbox") + " (" + word("country") + ")");
    line("Received", at(message.path("received_at")));
    line("Region", word("region"));
    line("State", word("state"));
    if (message.path("done").asBoolean(false)) {
      line("Done", "by " + word("done_by") + ", " + at(message.path("done_at")));
    }
    String quarantine = message.path("quarantine").asString("");
    if (!quarantine.isEmpty()) {
      line("Quarantined", quarantine);
    }
  }

  /** The envelope's, which the mail itself does not tell. */
  private String sender() {
    return message.path("sender").asString("").isEmpty() ? "<>" : word("sender");
  }

  private void decision() {
    JsonNode decided = message.path("decision");
    line("Queue", word("queue") + second(decided));
    line("Priority", word("priority"));
    line("Junk", word("junk"));
    line("Needs reply", yesNo(message.path("needs_reply")));
    line("Language", word("language"));
    line("Confidence", confidence());
    line("Model", word("model"));
    if (message.path("corrected").asBoolean(false)) {
      line("Corrected", "by a person; the model had said " + corrected(decided));
    }
  }

  private String confidence() {
    JsonNode confidence = message.path("confidence");
    JsonNode decided = message.path("decision");
    if (decided.isObject() && !(agrees("queue") && agrees("junk"))) {
      return "a person decided";
    }
    return confidence.isNumber()
        ? ConfidenceOf.of(word("confidence_of"))
            .map(of -> DecisionWords.confidence(confidence.asDouble(), of))
            .orElseGet(() -> DecisionWords.percent(confidence.asDouble()))
        : "-";
  }

  /** Who came second, or of mail in review closest, where the model's own choice stands. */
  private String second(JsonNode decided) {
    if (!agrees("queue")) {
      return "";
    }
    if (decided.path("closest_queue").isString()) {
      return " (closest " + Json.word(decided, "closest_queue") + ")";
    }
    JsonNode second = decided.path("runner_up");
    return second.isObject() ? " (second " + Json.word(second, "queue") + ")" : "";
  }

  private String corrected(JsonNode decided) {
    var other = new ArrayList<String>();
    for (String name : List.of("queue", "priority", "junk", "needs_reply")) {
      if (!agrees(name)) {
        JsonNode said = decided.path(name);
        other.add(
            name.replace('_', ' ')
                + " "
                + (said.isBoolean() ? yesNo(said) : said.asString("nothing")));
      }
    }
    return other.isEmpty() ? "the same" : String.join(", ", other);
  }

  /** Whether what stands is what the model said. */
  private boolean agrees(String name) {
    return message.path("decision").path(name).equals(message.path(name));
  }

  private void reasons() {
    heading("Because", message.path("reasons"));
    for (JsonNode reason : message.path("reasons")) {
      text.append(
              DecisionWords.reason(
                  reason.path("about").asString(""),
                  reason.path("kind").asString(""),
                  reason.path("weight").asDouble(0),
                  reason.path("evidence").asString("")))
          .append(System.lineSeparator());
    }
  }

  private void attachments() {
    JsonNode files = message.path("parsed").path("attachments");
    heading("Attached", files);
    for (JsonNode file : files) {
      indented(
          Json.word(file, "name")
              + ", "
              + Json.word(file, "type")
              + ", "
              + file.path("bytes").asLong(0)
              + " bytes");
    }
  }

  private void thread() {
    JsonNode others = message.path("thread");
    if (!others.isEmpty()) {
      int all = others.size() + 1;
      line("Thread", (all > LISTED ? "more than " + LISTED : all) + " messages; beside this one");
    }
    for (JsonNode other : others) {
      String id = Json.word(other, "id");
      indented(
          at(other.path("received_at"))
              + "  "
              + id.substring(0, Math.min(SHORT_ID, id.length()))
              + "  "
              + Json.word(other, "from")
              + ": "
              + DecisionWords.subject(other));
    }
  }

  private void history() {
    heading("History", message.path("history"));
    for (JsonNode event : message.path("history")) {
      indented(
          at(event.path("at"))
              + "  "
              + event.path("actor").asString("")
              + ": "
              + event.path("what").asString(""));
    }
  }

  private void body() {
    String body = message.path("parsed").path("text").asString("");
    if (!body.isBlank()) {
      text.append(System.lineSeparator());
      body.strip().lines().forEach(this::bodyLine);
    }
  }

  private void bodyLine(String line) {
    text.append(DecisionWords.printable(line.replace("\t", "    "))).append(System.lineSeparator());
  }

  private void heading(String title, JsonNode list) {
    if (!list.isEmpty()) {
      text.append(title).append(System.lineSeparator());
    }
  }

  private void indented(String words) {
    text.append("  ").append(DecisionWords.printable(words)).append(System.lineSeparator());
  }

  private void line(String label, String value) {
    text.append(label)
        .repeat(' ', LABEL - label.length())
        .append(DecisionWords.printable(value))
        .append(System.lineSeparator());
  }

  private String word(String name) {
    return Json.word(message, name);
  }

  private String at(JsonNode instant) {
    return instant.isString() ? time.format(Instant.parse(instant.asString(""))) : "-";
  }

  private static String yesNo(JsonNode truth) {
    return truth.isBoolean() ? (truth.asBoolean(false) ? "yes" : "no") : "-";
  }
}
