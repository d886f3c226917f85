package dev.postmeridian.console;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.desk.Corrected;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a correction did, and what would undo it.
 *
 * @param shape the status that stands before the text
 * @param undo the stamp by which it can be undone; empty if nothing was changed, or that was an
 *     undoing itself
 */
public record Toast(String id, String shape, String text, Optional<String> undo) {
  static Toast of(Corrected did) {
    MessageSummary was = did.before().summary();
    MessageSummary is = did.after().summary();
    String what = what(was, is);
    boolean onlyDone = said(was, is).isEmpty() && was.done().isPresent() != is.done().isPresent();
    return new Toast(
        is.id().hex(),
        "good",
        onlyDone ? what : what + " Your word stands above the model's.",
        did.stamp().map(Stamp::toString));
  }

  static Toast undone(Corrected did) {
    MessageSummary is = did.after().summary();
    return did.stamp().isPresent()
        ? new Toast(
            is.id().hex(), "good", "Undone. " + what(did.before().summary(), is), Optional.empty())
        : new Toast(
            is.id().hex(),
            "info",
            "Not undone: a newer correction stands. If it is wrong, correct it.",
            Optional.empty());
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
