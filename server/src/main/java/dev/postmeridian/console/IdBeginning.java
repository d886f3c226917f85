package dev.postmeridian.console;

import dev.postmeridian.desk.Desk;
import dev.postmeridian.mail.MessageId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a reader wrote where an id belongs, or searched for: as much of one as lists print, or more.
 *
 * @param hex lower-case; what else it may be is no id
 */
record IdBeginning(String hex) {
  private static final Pattern WRITTEN = Pattern.compile("[0-9a-f]{8,32}");

  IdBeginning {
    hex = hex.strip().toLowerCase(Locale.ROOT);
  }

  /** Whose ids begin so, at most two. */
  List<MessageId> in(Desk desk) {
    return WRITTEN.matcher(hex).matches() ? desk.startingWith(DeskView.ACTOR, hex) : List.of();
  }
}
