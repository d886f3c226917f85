package dev.postmeridian.console;

import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
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
 * @param undo fields and values of the correction that takes it back; empty if none does
 */
public record Toast(String id, String text, Map<String, String> undo) {
  static Toast of(MessageSummary before, MessageSummary after, boolean undoing) {
    List<String> did = new ArrayList<>();
    Map<String, String> undo = new LinkedHashMap<>();
    if (!before.queue().equals(after.queue())) {
      did.add("Moved" + fromTo(before.queue().map(Row::queueWord), after.queue(), Row::queueWord));
    }
    if (!before.junk().equals(after.junk())) {
      did.add("Marked as " + after.junk().map(Toast::verdict).orElse("undecided"));
    }
    if (!before.queue().equals(after.queue()) || !before.junk().equals(after.junk())) {
      // both, for mail in junk may be wanted, and whoever says so without its queue moves it
      before.queue().ifPresent(q -> undo.put("queue", q.value()));
      before.junk().ifPresent(j -> undo.put("junk", j.word()));
    }
    // these follow from a verdict of junk, and come back with it
    boolean follows = isJunk(before) != isJunk(after);
    if (!before.priority().equals(after.priority())) {
      did.add(
          "Priority set"
              + fromTo(before.priority().map(Priority::word), after.priority(), Priority::word));
      before.priority().filter(_ -> !follows).ifPresent(p -> undo.put("priority", p.word()));
    }
    if (!before.needsReply().equals(after.needsReply())) {
      did.add("Marked as needing " + (after.needsReply().orElse(false) ? "a reply" : "no reply"));
      before
          .needsReply()
          .filter(_ -> !follows)
          .ifPresent(n -> undo.put("needs_reply", n.toString()));
    }
    String what = did.isEmpty() ? "Confirmed" : sentence(did);
    return undoing
        ? new Toast(after.id().hex(), "Undone. " + what + ".", Map.of())
        : new Toast(after.id().hex(), what + ". Your word stands above the model's.", undo);
  }

  private static boolean isJunk(MessageSummary message) {
    return message.junk().filter(JunkVerdict::isJunk).isPresent();
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
