package dev.postmeridian.cli;

import java.util.regex.Pattern;

/** A text as a shell takes it for one word, so that printed commands can be pasted. */
final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private ShellWord() {}

  /** The text itself, in quotes if it needs them. */
  static String of(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
