package dev.postmeridian.triage;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Takes personal data out of a text before any feature is made of it: mail addresses, URLs' paths,
 * telephone, account, card and other long numbers, and names after greetings, closings and titles.
 *
 * <p>A rule for what can be told by its form. Names in running text are not found. One pass over
 * the text, which looks ahead a bounded way, after one for scripts without spaces.
 */
final class Redaction {
  private static final int MAX_NAME = 60;
  private static final int MAX_SIGNATURE = 80;

  private final CharSequence text;
  private final StringBuilder out;
  private int at;
  private boolean lineStarts = true;

  private Redaction(CharSequence text) {
    this.text = text;
    this.out = new StringBuilder(text.length());
  }

  static String of(CharSequence text) {
    var redaction = new Redaction(PersonalNames.withoutJoined(text));
    while (redaction.at < redaction.text.length()) {
      redaction.step();
    }
    return redaction.out.toString();
  }

  private void step() {
    char c = text.charAt(at);
    if (PersonalNumbers.ascii(c) == '@') {
      address();
    } else if (!Phrases.startsWord(text, at)) {
      lineStarts = c == '\n' || (lineStarts && Character.isWhitespace(c));
      if (!PersonalNumbers.mayBegin(text, at) || !number()) {
        copyTo(at + 1);
      }
    } else if (!url() && !number() && !(lineStarts && namedLine()) && !title()) {
      copyTo(partEnd());
    }
    lineStarts &= at == 0 || Character.isWhitespace(text.charAt(at - 1));
  }

  /** The end of the word, or where a number may begin in it, as behind signs without spaces. */
  private int partEnd() {
    int end = at + 1;
    while (end < text.length()
        && Phrases.isInWord(text, end)
        && !PersonalNumbers.mayBegin(text, end)) {
      end++;
    }
    return end;
  }

  private void copyTo(int end) {
    out.append(text, at, end);
    at = end;
  }

  /** Takes back the local part, which has been copied, and skips the domain. */
  private void address() {
    int end = at + 1;
    while (end < text.length() && isIn(end, ".-")) {
      end++;
    }
    if (end == at + 1) {
      copyTo(end);
      return;
    }
    int length = out.length();
    while (length > 0 && isLocal(out.charAt(length - 1))) {
      length--;
    }
    out.setLength(length);
    out.append(' ');
    at = end;
  }

  private static boolean isLocal(char c) {
    return Character.isLetterOrDigit(c) || "._%+'-".indexOf(c) >= 0;
  }

  private boolean isIn(int i, String signs) {
    return Phrases.isInWord(text, i) || signs.indexOf(text.charAt(i)) >= 0;
  }

  /** Keeps scheme and host of a URL, skips the rest. */
  private boolean url() {
    int colon = is("https", at) ? at + 5 : at + 4;
    if (!is("http", at) || !is("://", colon)) {
      return false;
    }
    copyTo(colon + 3);
    int host = at;
    int end = at;
    while (end < text.length() && !endsUrl(text.charAt(end)) && !isOneOf(end, "/?#")) {
      host = text.charAt(end) == '@' ? end + 1 : host;
      end++;
    }
    at = host;
    copyTo(end);
    while (at < text.length() && !endsUrl(text.charAt(at))) {
      at++;
    }
    return true;
  }

  private static boolean endsUrl(char c) {
    return Character.isWhitespace(c) || c == '<' || c == '>' || c == '"';
  }

  private boolean isOneOf(int i, String signs) {
    return signs.indexOf(text.charAt(i)) >= 0;
  }

  private boolean is(String word, int start) {
    if (start + word.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text.charAt(start + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Skips a number, with what leads it; a date stays if it may be a term. */
  private boolean number() {
    OptionalInt end = PersonalNumbers.end(text, at);
    if (end.isEmpty()) {
      return false;
    }
    OptionalInt date = Dates.recentEnd(text, at);
    if (date.isPresent() && Term.mayBe(text, at, date.getAsInt())) {
      copyTo(date.getAsInt());
    } else {
      skipNumberTo(end.getAsInt());
    }
    return true;
  }

  private void skipNumberTo(int end) {
    int length = out.length();
    while (length > 0 && "+(".indexOf(PersonalNumbers.ascii(out.charAt(length - 1))) >= 0) {
      length--;
    }
    out.setLength(length);
    out.append(' ');
    at = end;
  }

  /** Keeps a greeting and skips who is greeted, or keeps a closing and skips who signs below. */
  private boolean namedLine() {
    Optional<Phrases.Found<Meaning>> found = Courtesies.at(text, at);
    if (found.isEmpty()) {
      return false;
    }
    copyTo(found.get().end());
    if (found.get().meaning() == Meaning.GREETING) {
      greeted();
    } else {
      signed();
    }
    return true;
  }

  private void greeted() {
    int end = at;
    while (end < text.length()
        && end - at <= MAX_NAME
        && (!isOneOf(end, ",.!?:\n") || abbreviates(end))) {
      end++;
    }
    if (end == text.length() || end - at <= MAX_NAME) {
      at = end;
    } else {
      at = PersonalNames.end(text, at);
    }
  }

  /** Whether a dot stands behind a title or an initial, so that a name follows. */
  private boolean abbreviates(int dot) {
    int start = dot;
    while (start > at && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    return text.charAt(dot) == '.'
        && (dot - start == 1 || PersonalNames.titleAt(text, start).isPresent());
  }

  /** Skips names behind a closing and the line below, unless that closes too. */
  private void signed() {
    if (at < text.length() && isOneOf(at, ",、")) {
      copyTo(at + 1);
    }
    at = PersonalNames.end(text, at);
    int end = at;
    while (end < text.length() && isOneOf(end, ",.!、。！ \t\r")) {
      end++;
    }
    if (end == text.length() || text.charAt(end) != '\n') {
      return;
    }
    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    copyTo(end);
    if (Courtesies.at(text, at).isPresent()) {
      return;
    }
    while (at < text.length() && at - end < MAX_SIGNATURE && text.charAt(at) != '\n') {
      at++;
    }
  }

  /** Keeps a title and skips the name after it. */
  private boolean title() {
    Optional<Phrases.Found<Meaning>> found = PersonalNames.titleAt(text, at);
    if (found.isEmpty()) {
      return false;
    }
    copyTo(found.get().end());
    at = PersonalNames.end(text, at);
    return true;
  }
}
