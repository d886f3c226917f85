package dev.postmeridian.console;

import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a correction did, and what would undo it.
 *
 * @param undo fields and values of the correction that takes it back; empty if none does
 */
public record Toast(String id, String text, Map<String, String> undo) {
  static Toast of(MessageSummary before, MessageSummary after, Correction said, boolean undoing) {
    List<String> did = new ArrayList<>();
    Map<String, String> undo = new LinkedHashMap<>();
    said.queue()
        .ifPresent(q -> {
          did.add(
              "Moved"
                  + from(before.queue().map(Row::queueWord).orElse(""))
                  + " to "
                  + Row.queueWord(q));
          before.queue().ifPresent(b -> undo.put("queue", b.value()));
        });
    said.priority()
        .ifPresent(p -> {
          did.add(
              "Priority set"
                  + from(before.priority().map(Priority::word).orElse(""))
                  + " to "
                  + p.word());
          before.priority().ifPresent(b -> undo.put("priority", b.word()));
        });
    said.junk()
        .ifPresent(j -> {
          did.add(j == JunkVerdict.HAM ? "Marked as wanted" : "Marked as " + j.word());
          before.junk().ifPresent(b -> undo.put("junk", b.word()));
        });
    said.needsReply()
        .ifPresent(n -> {
          did.add(n ? "Marked as needing a reply" : "Marked as needing no reply");
          before.needsReply().ifPresent(b -> undo.put("needs_reply", b.toString()));
        });
    String what = String.join("; ", did) + ".";
    return undoing
        ? new Toast(after.id().hex(), "Undone. " + what, Map.of())
        : new Toast(after.id().hex(), what + " Your word stands above the model's.", undo);
  }

  private static String from(String before) {
    return before.isEmpty() ? "" : " from " + before;
  }
}
