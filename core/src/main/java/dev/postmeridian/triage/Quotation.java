package dev.postmeridian.triage;

import dev.postmeridian.mail.ParsedMail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A mail's text, line by line its sender's own or quoted from an earlier mail: by a sign before
 * each line, below a line that says who wrote, or below the header of the earlier mail. What
 * somebody forwards is what he sends, and so is a text without a word of his own.
 */
final class Quotation {
  private static final int MAX_LINE = 300;
  private static final int MAX_HEADER_LINES = 7;

  private static final Pattern FORWARDED =
      Pattern.compile("\\s*(?:" + Language.any(Meaning.FORWARDED) + ")\\s*[:：].*", flags());

  private static final Pattern ANSWERED =
      Pattern.compile(
          "\\s*(?:" + Language.any(Meaning.ANSWERED) + ")(?:\\s?\\[\\d+])?\\s*[:：].*", flags());

  /** Who wrote, and when or from where, as mail programs say it above what they quote. */
  private static final Pattern WROTE =
      Pattern.compile(
          "(?=.*(?:\\d{4}|\\d:\\d\\d|@))(?:" + Language.any(Meaning.WROTE) + ")\\s*[:：]", flags());

  private static final Pattern FROM = field(Meaning.FROM);
  private static final Pattern SENT = field(Meaning.SENT);
  private static final Pattern TO = field(Meaning.TO);
  private static final Pattern SUBJECT = field(Meaning.SUBJECT);
  private static final Pattern OTHER_FIELD = field(Meaning.FIELD);
  private static final Pattern ANY_FIELD = Pattern.compile("\\p{L}[\\p{L} -]{0,30}[:：].*");

  private static final Pattern TIME_OF_DAY = Pattern.compile(".*\\d[:：h时時]\\d\\d.*");

  private static final Set<String> ORIGINALS =
      Set.of(Language.any(Meaning.ORIGINAL).split("\\|", -1));

  private final String[] lines;

  private Quotation(String text) {
    this.lines = text.split("\n", -1);
    Arrays.setAll(lines, at -> lines[at].strip());
  }

  /** A line without the space around it. */
  record Line(String words, boolean isQuoted) {}

  /** Whether a mail answers another, as its header or its subject says. */
  static boolean isReply(ParsedMail mail) {
    return !mail.inReplyTo().isEmpty() || ANSWERED.matcher(mail.subject()).matches();
  }

  /** The lines of a mail. */
  static List<Line> lines(String subject, String text) {
    var quotation = new Quotation(text);
    boolean all = FORWARDED.matcher(subject).matches() || !quotation.hasUnmarkedWords();
    int rest = quotation.rest();
    var lines = new ArrayList<Line>();
    for (int at = 0; at < quotation.lines.length; at++) {
      boolean isQuoted = !all && (at >= rest || quotation.isMarked(at));
      lines.add(new Line(quotation.line(at), isQuoted));
    }
    return lines;
  }

  /** What a mail's sender wrote himself; the text itself if that is all of it. */
  static String own(String subject, String text) {
    List<Line> lines = lines(subject, text);
    if (lines.stream().noneMatch(Line::isQuoted)) {
      return text;
    }
    var own = new StringBuilder();
    lines.stream()
        .filter(line -> !line.isQuoted())
        .forEach(l -> own.append(l.words()).append('\n'));
    return own.toString();
  }

  /** A text, cut before each header of an earlier mail: together they are the text. */
  static List<String> mails(String text) {
    var quotation = new Quotation(text);
    var mails = new ArrayList<String>();
    int start = 0;
    int next = 0;
    for (int at = 0; at < quotation.lines.length; at++) {
      if (next > start && (quotation.isOriginal(at) || quotation.isHeader(at))) {
        mails.add(text.substring(start, next));
        start = next;
      }
      next = text.indexOf('\n', next) + 1;
    }
    mails.add(text.substring(start));
    return mails;
  }

  private boolean hasUnmarkedWords() {
    return IntStream.range(0, lines.length).anyMatch(at -> hasLetter(line(at)) && !isMarked(at));
  }

  private String line(int at) {
    return at >= 0 && at < lines.length ? lines[at] : "";
  }

  /** Whether a line is quoted by its sign, or names who wrote such lines. */
  private boolean isMarked(int at) {
    return isMarked(line(at)) || (wrote(at) > 0 && isMarked(line(next(at + wrote(at)))));
  }

  /** Whether the sign before a line says that it is quoted. */
  static boolean isMarked(String line) {
    return line.startsWith(">") || line.startsWith("＞");
  }

  /** The line from which on all is quoted, if some words stand before it. */
  private int rest() {
    boolean words = false;
    for (int at = 0; at < lines.length; at++) {
      if (words && (isOriginal(at) || isHeader(at) || (wrote(at) > 0 && !isMarked(at)))) {
        return at;
      }
      words = words || (!isMarked(line(at)) && hasLetter(line(at)));
    }
    return lines.length;
  }

  /** How many lines from here on say who wrote; 0 if none. */
  private int wrote(int at) {
    for (int count = 1; count <= 2; count++) {
      String last = line(at + count - 1);
      if (last.length() > MAX_LINE || last.isEmpty() || isMarked(last)) {
        return 0;
      }
      String words = count == 1 ? last : line(at) + " " + last;
      if ((last.endsWith(":") || last.endsWith("：")) && WROTE.matcher(words).matches()) {
        return count;
      }
    }
    return 0;
  }

  private static boolean hasLetter(String words) {
    return words.chars().anyMatch(Character::isLetter);
  }

  private boolean isOriginal(int at) {
    String words = line(at);
    return words.startsWith("-----")
        && words.length() <= MAX_LINE
        && ORIGINALS.contains(JunkFeatures.collapse(words.replace("-", " ").strip(), MAX_LINE));
  }

  /**
   * Whether the header of an earlier mail begins: who sent it and, close below, when and to whom. A
   * web form has other fields among them, such as its message, and a journey no address.
   */
  private boolean isHeader(int at) {
    if (!is(FROM, at)) {
      return false;
    }
    List<Integer> header = header(at);
    return any(SENT, header)
        && any(TO, header)
        && !isForm(header)
        && (line(at).contains("@") || isBelowRule(at) || isTimed(header));
  }

  private List<Integer> header(int from) {
    var header = new ArrayList<>(List.of(from));
    int below = next(from + 1);
    while (header.size() <= MAX_HEADER_LINES && (isKnown(below) || goesOn(header.getLast()))) {
      header.add(below);
      below = next(below + 1);
    }
    return header;
  }

  private boolean isForm(List<Integer> header) {
    int below = header.getLast() + 1;
    return header.size() <= MAX_HEADER_LINES && is(ANY_FIELD, below);
  }

  /** Whether a line of dashes is drawn right above. */
  private boolean isBelowRule(int at) {
    String above = at > 0 && line(at - 1).isEmpty() ? line(at - 2) : line(at - 1);
    return above.startsWith("-----") || above.startsWith("_____");
  }

  /** Whether it has a subject, and the time of day. */
  private boolean isTimed(List<Integer> header) {
    return any(SUBJECT, header)
        && header.stream().anyMatch(at -> is(SENT, at) && is(TIME_OF_DAY, at));
  }

  private boolean any(Pattern field, List<Integer> header) {
    return header.stream().anyMatch(at -> is(field, at));
  }

  private boolean isKnown(int at) {
    return is(SENT, at) || is(TO, at) || is(SUBJECT, at) || is(OTHER_FIELD, at);
  }

  /** Whether a list of addresses goes on below. */
  private boolean goesOn(int at) {
    return line(at).endsWith(";") || line(at).endsWith(",");
  }

  private boolean is(Pattern field, int at) {
    return line(at).length() <= MAX_LINE && field.matcher(line(at)).matches();
  }

  /** The first line from here on that is not empty, at most two further. */
  private int next(int at) {
    int next = at;
    while (next < at + 2 && line(next).isEmpty()) {
      next++;
    }
    return next;
  }

  private static Pattern field(Meaning name) {
    return Pattern.compile("\\*?(?:" + Language.any(name) + ")\\*?\\s?[:：].*", flags());
  }

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  }
}
