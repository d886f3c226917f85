package dev.postmeridian.triage;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names told by what stands next to them: titles before them, in scripts without spaces behind
 * them.
 */
final class PersonalNames {
  private static final int MAX_NAMES = 4;
  private static final int MAX_WORDS = 8;
  private static final int MAX_LETTERS = 40;

  /** In lower case as well, where a title is more than two letters, and in capitals. */
  private static final Phrases<Meaning> TITLES = new Phrases<>();

  private static final Set<String> PARTICLES = new HashSet<>();

  /** A name with its title next to it, which stays. */
  private static final Pattern JOINED = Pattern.compile(Language.joined(Meaning.TITLE));

  static {
    for (Language language : Language.all()) {
      PARTICLES.addAll(language.everywhere(Meaning.PARTICLE));
      if (!language.isJoined()) {
        language.everywhere(Meaning.TITLE).forEach(PersonalNames::add);
      }
    }
  }

  private PersonalNames() {}

  private static void add(String title) {
    String lower = title.length() > 2 ? title.toLowerCase(Locale.ROOT) : title;
    Stream.of(title, lower, title.toUpperCase(Locale.ROOT))
        .distinct()
        .forEach(form -> TITLES.add(Meaning.TITLE, form));
  }

  /** A text without the names that titles stand next to in scripts without spaces. */
  static CharSequence withoutJoined(CharSequence text) {
    return Language.hasJoined(text) ? JOINED.matcher(text.toString()).replaceAll(" ") : text;
  }

  /** The title that begins with the word at {@code start}. */
  static Optional<Phrases.Found<Meaning>> titleAt(CharSequence text, int start) {
    return TITLES.at(text, start);
  }

  /**
   * Where names end that follow at once: up to four words with capitals, with initials and
   * particles such as {@code von der}; {@code start} if there are none.
   */
  static int end(CharSequence text, int start) {
    int end = start;
    int at = start;
    int names = 0;
    boolean dotted = true;
    for (int word = 0; word < MAX_WORDS && names < MAX_NAMES; word++) {
      int first = wordAfter(text, at, dotted);
      if (first < 0 || TITLES.at(text, first).isPresent()) {
        break;
      }
      at = wordEnd(text, first);
      String letters = text.subSequence(first, at).toString();
      boolean particle = PARTICLES.contains(letters);
      if (!particle && letters.chars().noneMatch(Character::isUpperCase)) {
        break;
      }
      dotted = particle || letters.length() == 1;
      names += particle ? 0 : 1;
      end = particle ? end : at;
    }
    return end;
  }

  /** The start of the next word behind one space, or behind a dot and one; -1 if there is none. */
  private static int wordAfter(CharSequence text, int end, boolean dotted) {
    int at = dotted && end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
    boolean spaced = at + 1 < text.length() && PersonalNumbers.isSpace(text.charAt(at));
    return spaced && Phrases.isInWord(text, at + 1) ? at + 1 : -1;
  }

  private static int wordEnd(CharSequence text, int start) {
    int end = start;
    while (end < text.length()
        && end - start < MAX_LETTERS
        && (Phrases.isInWord(text, end) || "'’-‐‑".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }
}
