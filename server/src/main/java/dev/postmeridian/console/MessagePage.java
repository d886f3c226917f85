package dev.postmeridian.console;

import dev.postmeridian.console.DecisionSentence.Evidence;
import dev.postmeridian.console.MarkedText.Run;
import java.util.List;
import java.util.Optional;

/**
 * The third pane.
 *
 * @param back link to the list that it was opened from
 * @param decision empty until decided
 * @param person what a person said of it that the model did not, as a sentence; empty if nobody
 *     said anything
 * @param modelSaid what the model said beside the queue, as a sentence; empty until decided
 * @param needsReply empty until decided
 * @param done who finished it and when, as a sentence; empty while it is open
 * @param html whether there is an HTML body to show in a frame
 * @param note what was kept from the reader; empty if nothing
 * @param height of the HTML body's frame, in pixels
 * @param plain whether that body has no colours of its own
 * @param text the body as text
 * @param queues where it can go, and which it is in
 */
public record MessagePage(
    Row row,
    String back,
    List<Run> subject,
    String from,
    String mailbox,
    String sender,
    String received,
    String size,
    String language,
    Optional<Boolean> needsReply,
    String done,
    Optional<DecisionSentence> decision,
    String model,
    String person,
    String modelSaid,
    List<Evidence> reasons,
    String quarantine,
    boolean html,
    String note,
    int height,
    boolean plain,
    List<Run> text,
    List<File> files,
    List<String> defects,
    List<Header> headers,
    List<Past> history,
    List<Row> thread,
    List<ListView.Choice> queues,
    List<ListView.Choice> priorities,
    boolean junk) {
  /** An attachment. */
  public record File(String name, String type, String size) {}

  /** A header field as it came. */
  public record Header(String name, String value) {}

  /** Something that happened. */
  public record Past(String when, String who, String what) {}
}
