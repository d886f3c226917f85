package dev.postmeridian.classifier;

import static java.util.Objects.requireNonNull;

import com.carrotsearch.labs.langid.LangIdV3;
import com.carrotsearch.labs.langid.Model;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Tells the language of a text among those expected (langid.py's model); {@code und} if there is
 * too little text to tell.
 */
final class Languages {
  static final String UNDETERMINED = "und";
  private static final int MAX_CHARS = 800;
  private static final int MIN_LETTERS = 15;
  private static final int POOLED = 16;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Pattern UKRAINIAN = Pattern.compile("[іїєґІЇЄҐ]");
  private static final Set<UnicodeScript> LATIN = EnumSet.of(UnicodeScript.LATIN);

  /** Of the languages expected anywhere that are not written in Latin letters. */
  private static final Map<String, Set<UnicodeScript>> SCRIPTS =
      Map.ofEntries(
          Map.entry("ar", EnumSet.of(UnicodeScript.ARABIC)),
          Map.entry("bg", EnumSet.of(UnicodeScript.CYRILLIC)),
          Map.entry("bn", EnumSet.of(UnicodeScript.BENGALI)),
          Map.entry("el", EnumSet.of(UnicodeScript.GREEK)),
          Map.entry("fa", EnumSet.of(UnicodeScript.ARABIC)),
          Map.entry("he", EnumSet.of(UnicodeScript.HEBREW)),
          Map.entry("hi", EnumSet.of(UnicodeScript.DEVANAGARI)),
          Map.entry(
              "ja", EnumSet.of(UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HAN)),
          Map.entry("ko", EnumSet.of(UnicodeScript.HANGUL)),
          Map.entry("mr", EnumSet.of(UnicodeScript.DEVANAGARI)),
          Map.entry("ru", EnumSet.of(UnicodeScript.CYRILLIC)),
          Map.entry("ta", EnumSet.of(UnicodeScript.TAMIL)),
          Map.entry("te", EnumSet.of(UnicodeScript.TELUGU)),
          Map.entry("th", EnumSet.of(UnicodeScript.THAI)),
          Map.entry("uk", EnumSet.of(UnicodeScript.CYRILLIC)),
          Map.entry("zh", EnumSet.of(UnicodeScript.HAN)));

  static {
    unpacked("languages.model");
  }

  private final Model model;
  private final BlockingQueue<LangIdV3> idle = new ArrayBlockingQueue<>(POOLED);

  /**
   * @param expected ISO 639-1 codes; those the model does not know are left out; empty means all
   */
  Languages(Set<String> expected) {
    var known = new java.util.HashSet<>(Model.defaultModel().getDetectedLanguages());
    known.retainAll(expected);
    this.model = known.size() < 2 ? Model.defaultModel() : Model.detectOnly(known);
  }

  /**
   * Gives the library its own model, which the build has unpacked: the library would take as long
   * for that as for a third of a node's start.
   */
  private static void unpacked(String file) {
    try (var in =
        new ObjectInputStream(
            new BufferedInputStream(
                requireNonNull(Languages.class.getResourceAsStream(file)), BUFFER_BYTES))) {
      var its = Model.class.getDeclaredField("defaultModel");
      its.setAccessible(true);
      its.set(null, Model.readExternal(in));
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("the program is not whole: " + file, e);
    }
  }

  String of(String text) {
    String words = words(text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text);
    if (letters(words, _ -> true) < MIN_LETTERS) {
      return UNDETERMINED;
    }
    LangIdV3 detector = idle.poll();
    if (detector == null) {
      detector = new LangIdV3(model);
    }
    byte[] utf8 = words.getBytes(StandardCharsets.UTF_8);
    detector.reset();
    detector.append(utf8, 0, utf8.length);
    String language = detector.classify(false).getLangCode();
    idle.offer(detector);
    // of few languages the library names the nearest, however far that is
    boolean fits =
        model == Model.defaultModel() || isWrittenIn(SCRIPTS.getOrDefault(language, LATIN), words);
    return fits ? byLetters(language, words) : UNDETERMINED;
  }

  /** Ukrainian and Russian, which short texts mix up, have letters that the other has not. */
  private static String byLetters(String language, String text) {
    return language.equals("uk") || language.equals("ru")
        ? UKRAINIAN.matcher(text).find() ? "uk" : "ru"
        : language;
  }

  /** Whether most of it is in one of these scripts. */
  private static boolean isWrittenIn(Set<UnicodeScript> scripts, String text) {
    return 2 * letters(text, c -> scripts.contains(script(c))) > letters(text, _ -> true);
  }

  /** That of most letters is known without looking it up. */
  private static UnicodeScript script(int letter) {
    return letter < 128 ? UnicodeScript.LATIN : UnicodeScript.of(letter);
  }

  /** The text without links and addresses, digits and underscores: no language owns them. */
  private static String words(String text) {
    var words = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int start = words.length();
      boolean address = false;
      for (; at < text.length() && !Character.isWhitespace(text.charAt(at)); at++) {
        char c = text.charAt(at);
        address |= c == '@' || (c == ':' && text.startsWith("://", at));
        words.append(Character.isDigit(c) || c == '_' ? ' ' : c);
      }
      if (address) {
        words.setLength(start);
      }
      words.append(' ');
      at++;
    }
    return words.toString();
  }

  /** Such letters, where one of a script without spaces counts as half a word. */
  private static int letters(String text, IntPredicate such) {
    return text.codePoints()
        .filter(Character::isLetter)
        .filter(such)
        .map(c -> Character.isIdeographic(c) || (c >= 0x3040 && c < 0xd7b0) ? 3 : 1)
        .sum();
  }
}
