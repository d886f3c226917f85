package dev.postmeridian.triage;

import dev.postmeridian.mail.MailContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether somebody waits for an answer: in doubt yes. Declared rules tell questions, requests and
 * complaints, and what needs no answer: thanks alone, and who says so. Of the rest a model tells
 * English sentences that surely only inform.
 */
final class NeedsReply {
  private static final int MAX_SENTENCES = 60;

  /** Fewer words are a name or a courtesy, which the model knows nothing of. */
  private static final int MIN_WORDS = 3;

  private static final Pattern LINK = Pattern.compile("https?://\\S+");
  private static final String START = "any sentence, whatever its words";
  private static final String OTHERS = "all its other words";

  /**
   * Log-odds that doubt adds for a reply, so that a model 38% sure suffices: a question that nobody
   * answers costs more than a mail opened in vain, and below that little more is found.
   */
  private static final double IN_DOUBT = 0.5;

  private static final Expressions COMPLAINTS = new Expressions(Meaning.COMPLAINT);

  private final LinearModel model;
  private final int yes;

  NeedsReply(LinearModel model) {
    this.model = model;
    this.yes = model.classes().indexOf("yes");
    if (yes < 0 || model.classes().size() != 2) {
      throw new IllegalArgumentException("a needs-reply model has the classes no and yes");
    }
  }

  /**
   * An answer.
   *
   * @param asked whether somebody surely asks, not only in doubt
   */
  record Answer(boolean needed, boolean asked, List<Reason> reasons) {}

  Answer of(
      MailContent content, String written, JunkVerdict junk, String language, Deadlines deadlines) {
    if (junk != JunkVerdict.HAM) {
      return no(junk.word() + " mail expects no reply");
    }
    if (BulkRule.isReport(content)) {
      return no("a mail program's report (RFC 6522), which expects no reply");
    }
    if (BulkRule.isAutomatic(content)) {
      return no("sent by a program, which expects no reply");
    }
    String all =
        Quotation.isReply(content.mail()) ? written : content.mail().subject() + "\n\n" + written;
    return asked(sentences(all), language, deadlines)
        .or(() -> settled(content, all, written))
        .orElseGet(() -> inDoubt(written.isBlank() ? all : written, language));
  }

  /** What waives an answer does so in its own sentence, and for what only the model finds. */
  private static Optional<Answer> asked(
      List<String> sentences, String language, Deadlines deadlines) {
    List<String> unwaived = sentences.stream().map(Requests::unwaived).toList();
    Optional<Answer> ruled = byRule(unwaived, language);
    if (ruled.isEmpty() && deadlines.isUltimatum()) {
      return Optional.of(yes("a term set and legal steps spoken of"));
    }
    return ruled.or(() -> waived(sentences, unwaived)).or(() -> complaint(sentences, deadlines));
  }

  private static Optional<Answer> waived(List<String> sentences, List<String> unwaived) {
    return sentences.stream()
        .filter(sentence -> !unwaived.contains(sentence))
        .findFirst()
        .map(sentence -> no("says that no reply is needed: " + shortened(sentence)));
  }

  /** What needs no answer though nobody says so. */
  private static Optional<Answer> settled(MailContent content, String all, String written) {
    if (all.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return Optional.of(no("nothing is written in it"));
    }
    return Settled.in(all)
        .map(_ -> no("only thanks or says that all is well"))
        .or(() ->
            Recovery.in(content.mail(), written)
                .map(_ -> no("says that a failure is over, and asks nothing")));
  }

  /** Who tells of what went wrong waits for help, asked for or not. */
  private static Optional<Answer> complaint(List<String> sentences, Deadlines deadlines) {
    if (deadlines.isStandstill()) {
      return Optional.of(yes("says that work stands still"));
    }
    if (deadlines.isHasty()) {
      return Optional.of(yes("presses for time"));
    }
    return sentences.stream()
        .filter(NeedsReply::complains)
        .findFirst()
        .map(sentence -> yes("sounds like a complaint: " + shortened(sentence)));
  }

  /** Whether a sentence says that nobody answers, or that something did not come or is wrong. */
  static boolean complains(String sentence) {
    String folded = JunkFeatures.collapse(sentence, sentence.length());
    return COMPLAINTS.in(folded).stream()
        .anyMatch(found ->
            !Negation.isConditional(folded, found.start())
                && !Negation.of(folded, found.start(), found.end()));
  }

  private static Answer no(String words) {
    return new Answer(
        false, false, List.of(new Reason(Reason.About.NEEDS_REPLY, Reason.Kind.RULE, words, -1)));
  }

  /** In doubt somebody waits; only of English the model can be sure that a mail but informs. */
  private Answer inDoubt(String text, String language) {
    if (language.equals("en") && StopWords.areEnglish(text)) {
      List<String> sentences = sentences(text);
      return byModel(sentences)
          .orElseGet(() ->
              sentences.stream().allMatch(NeedsReply::isLong)
                  ? no("says no more than a formula")
                  : doubtful("too few words to tell"));
    }
    return doubtful(
        Language.isDeclared(language)
            ? "nothing in it says that none is needed"
            : "nobody can tell in this language, so a person should look");
  }

  private static Answer doubtful(String why) {
    return new Answer(true, false, yes("in doubt a reply is expected: " + why).reasons);
  }

  /** The sentence that asks most decides. */
  private Optional<Answer> byModel(List<String> sentences) {
    return sentences.stream()
        .map(sentence -> LINK.matcher(sentence).replaceAll(""))
        .filter(NeedsReply::isLong)
        .map(this::judged)
        .flatMap(Optional::stream)
        .max(Comparator.comparingDouble(Judged::logOdds))
        .map(judged ->
            new Answer(judged.logOdds + IN_DOUBT >= 0, judged.logOdds >= 0, reasons(judged.bag)));
  }

  /** Whether it has more words than a name or a courtesy. */
  static boolean isLong(String words) {
    return words.strip().split(" +", MIN_WORDS).length == MIN_WORDS;
  }

  private record Judged(double logOdds, FeatureBag bag) {}

  /** What asks must do so without its formulas too, which the model takes for requests. */
  private Optional<Judged> judged(String sentence) {
    Judged whole = judged(TextFeatures.of(sentence));
    return Optional.of(Requests.withoutFormulas(sentence, "en"))
        .filter(NeedsReply::isLong)
        .map(rest -> judged(TextFeatures.of(rest)))
        .map(rest -> rest.logOdds < whole.logOdds ? rest : whole);
  }

  private Judged judged(FeatureBag bag) {
    double[] logits = model.logits(bag);
    return new Judged(logits[yes] - logits[1 - yes], bag);
  }

  /**
   * The words that weigh most, the others together, what any sentence has and what doubt adds: what
   * decides is their sum.
   */
  private List<Reason> reasons(FeatureBag sentence) {
    List<Reason> words = model.reasons(sentence, yes, 1 - yes, Reason.About.NEEDS_REPLY);
    var reasons = new ArrayList<>(TellingReasons.of(words));
    double others = sum(words) - sum(reasons);
    reasons.add(learned(START, model.biases()[yes] - (double) model.biases()[1 - yes]));
    if (Math.abs(others) > 1e-9) {
      reasons.add(learned(OTHERS, others));
    }
    reasons.add(
        new Reason(
            Reason.About.NEEDS_REPLY, Reason.Kind.RULE, "in doubt somebody waits", IN_DOUBT));
    return reasons;
  }

  private static double sum(List<Reason> reasons) {
    return reasons.stream().mapToDouble(Reason::weight).sum();
  }

  private static Reason learned(String words, double weight) {
    return new Reason(Reason.About.NEEDS_REPLY, Reason.Kind.STRUCTURE, words, weight);
  }

  /** A question or a phrase that asks is the rule. */
  private static Optional<Answer> byRule(List<String> sentences, String language) {
    for (String sentence : sentences) {
      if (Requests.isQuestion(sentence)) {
        return Optional.of(yes("a question: " + shortened(sentence)));
      }
      if (Requests.asks(sentence, language)) {
        return Optional.of(yes("a request: " + shortened(sentence)));
      }
    }
    return Optional.empty();
  }

  private static Answer yes(String words) {
    return new Answer(
        true, true, List.of(new Reason(Reason.About.NEEDS_REPLY, Reason.Kind.RULE, words, 1)));
  }

  private static String shortened(String sentence) {
    return sentence.length() > 60 ? sentence.substring(0, 60) + "…" : sentence;
  }

  /** Sentences of what the sender wrote, without quoted lines, greetings and closings. */
  static List<String> sentences(String text) {
    var sentences = new ArrayList<String>();
    var open = new StringBuilder();
    for (String line : text.split("\n", 2000)) {
      String words = line.strip();
      if (Quotation.isMarked(words) || Courtesies.greets(words) || Courtesies.closes(words)) {
        continue;
      }
      if (words.isEmpty()) {
        close(open, sentences);
      } else {
        split(words, open, sentences);
      }
      if (sentences.size() >= MAX_SENTENCES) {
        break;
      }
    }
    close(open, sentences);
    return sentences;
  }

  private static void split(String line, StringBuilder open, List<String> sentences) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      open.append(c);
      boolean wide = "。？！؟".indexOf(c) >= 0;
      boolean end = ".?!".indexOf(c) >= 0 && (i + 1 == line.length() || line.charAt(i + 1) == ' ');
      if (wide || end) {
        close(open, sentences);
      }
    }
    open.append(' ');
  }

  private static void close(StringBuilder open, List<String> sentences) {
    String sentence = open.toString().strip();
    open.setLength(0);
    if (sentence.length() > 1 && sentences.size() < MAX_SENTENCES) {
      sentences.add(sentence);
    }
  }
}
