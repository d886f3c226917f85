package dev.postmeridian.console;

import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.desk.Said;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a correction did, and what would undo it.
 *
 * @param undo what people said before, by the names of a correction; empty if nothing was changed,
 *     or that was an undoing itself
 */
public record Toast(String id, String text, Map<String, String> undo) {
  static Toast of(MessageView before, MessageView after, boolean undoing) {
    MessageSummary was = before.summary();
    MessageSummary is = after.summary();
    String what = what(was, is);
    if (undoing) {
      return new Toast(is.id().hex(), "Undone. " + what, Map.of());
    }
    boolean onlyDone = said(was, is).isEmpty() && was.done().isPresent() != is.done().isPresent();
    return new Toast(
        is.id().hex(),
        onlyDone ? what : what + " Your word stands above the model's.",
        before.said().equals(after.said()) ? Map.of() : fields(before.said()));
  }

  /** A form's fields that say all that people said; empty for what they did not. */
  private static Map<String, String> fields(Said said) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("junk", said.junk().map(JunkVerdict::word).orElse(""));
    fields.put("queue", said.queue().map(QueueName::value).orElse(""));
    fields.put("priority", said.priority().map(Priority::word).orElse(""));
    fields.put("needs_reply", said.needsReply().map(Object::toString).orElse(""));
    fields.put("done", said.done().map(Object::toString).orElse(""));
    return fields;
  }

  private static String what(MessageSummary before, MessageSummary after) {
    List<String> did = said(before, after);
    if (before.done().isPresent() != after.done().isPresent()) {
      did.add(after.done().isPresent() ? "Done" : "Opened again");
    }
    return did.isEmpty() ? "Confirmed." : sentence(did) + ".";
  }

  private static List<String> said(MessageSummary before, MessageSummary after) {
    List<String> did = new ArrayList<>();
    if (!before.queue().equals(after.queue())) {
      did.add("Moved" + fromTo(before.queue().map(Row::queueWord), after.queue(), Row::queueWord));
    }
    if (!before.junk().equals(after.junk())) {
      did.add("Marked as " + after.junk().map(Toast::verdict).orElse("undecided"));
    }
    if (!before.priority().equals(after.priority())) {
      did.add(
          "Priority set"
              + fromTo(before.priority().map(Priority::word), after.priority(), Priority::word));
    }
    if (!before.needsReply().equals(after.needsReply())) {
      did.add("Marked as needing " + (after.needsReply().orElse(false) ? "a reply" : "no reply"));
    }
    return did;
  }

  private static String verdict(JunkVerdict junk) {
    return junk == JunkVerdict.HAM ? "wanted" : junk.word();
  }

  private static <T> String fromTo(
      Optional<String> from, Optional<T> to, Function<T, String> word) {
    return from.map(f -> " from " + f).orElse("") + to.map(t -> " to " + word.apply(t)).orElse("");
  }

  private static String sentence(List<String> parts) {
    return parts.getFirst()
        + parts.stream()
            .skip(1)
            .map(p -> ", " + p.substring(0, 1).toLowerCase(Locale.ROOT) + p.substring(1))
            .collect(Collectors.joining());
  }
}
