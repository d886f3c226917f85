package dev.postmeridian.console;

import dev.postmeridian.desk.Desk;
import dev.postmeridian.mail.MessageId;
import java.util.List;
import java.util.Locale;

/**
 * What a reader wrote where an id belongs, or searched for.
 *
 * @param hex lower-case; what else it may be is no id
 */
record IdBeginning(String hex) {
  /** As much as lists print: what is shorter may be a word. */
  private static final int SEARCHED = 8;

  IdBeginning {
    hex = hex.strip().toLowerCase(Locale.ROOT);
  }

  /** As {@link #in}, of what was searched for. */
  List<MessageId> foundIn(Desk desk) {
    return hex.length() < SEARCHED ? List.of() : in(desk);
  }

  /** Whose ids begin so, at most two. */
  List<MessageId> in(Desk desk) {
    return MessageId.isBeginning(hex) ? desk.startingWith(DeskView.ACTOR, hex) : List.of();
  }
}
