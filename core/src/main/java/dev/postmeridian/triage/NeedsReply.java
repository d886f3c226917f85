package dev.postmeridian.triage;

import dev.postmeridian.mail.MailContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether somebody waits for an answer: declared rules for questions, requests, complaints and what
 * says that none is needed, and a model of English sentences for what no rule tells.
 */
final class NeedsReply {
  private static final int MAX_SENTENCES = 60;

  /** Fewer words are a name or a courtesy, which the model knows nothing of. */
  private static final int MIN_WORDS = 3;

  private static final Pattern LINK = Pattern.compile("https?://\\S+");
  private static final String START = "any sentence, whatever its words";
  private static final String OTHERS = "all its other words";

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

  record Answer(boolean needed, List<Reason> reasons) {}

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
    List<String> sentences = sentences(written);
    if (sentences.isEmpty() && !Quotation.isReply(content.mail())) {
      sentences = sentences(content.mail().subject());
    }
    Answer asked = asked(sentences, language, deadlines);
    return !asked.needed && deadlines.isUltimatum()
        ? yes("a term set and legal steps spoken of")
        : asked;
  }

  /** What waives an answer does so in its own sentence, and for what only the model finds. */
  private Answer asked(List<String> sentences, String language, Deadlines deadlines) {
    List<String> unwaived = sentences.stream().map(Requests::unwaived).toList();
    Answer ruled = byRule(unwaived, language);
    if (ruled.needed) {
      return ruled;
    }
    for (int i = 0; i < sentences.size(); i++) {
      if (!unwaived.get(i).equals(sentences.get(i))) {
        return no("says that no reply is needed: " + shortened(sentences.get(i)));
      }
    }
    Optional<Answer> complaint = complaint(sentences, deadlines);
    return complaint.orElseGet(() -> language.equals("en") ? byModel(sentences) : ruled);
  }

  /** Who tells of what went wrong waits for help, asked for or not. */
  private static Optional<Answer> complaint(List<String> sentences, Deadlines deadlines) {
    if (deadlines.isStandstill()) {
      return Optional.of(yes("says that work stands still"));
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
        false, List.of(new Reason(Reason.About.NEEDS_REPLY, Reason.Kind.RULE, words, -1)));
  }

  /** The sentence that asks most decides. */
  private Answer byModel(List<String> sentences) {
    return sentences.stream()
        .map(sentence -> LINK.matcher(sentence).replaceAll(""))
        .filter(NeedsReply::isLong)
        .map(this::judged)
        .flatMap(Optional::stream)
        .max(Comparator.comparingDouble(Judged::probability))
        .map(judged -> new Answer(judged.probability >= 0.5, reasons(judged.bag)))
        .orElse(new Answer(false, List.of()));
  }

  /** Whether it has more words than a name or a courtesy. */
  static boolean isLong(String words) {
    return words.strip().split(" +", MIN_WORDS).length == MIN_WORDS;
  }

  private record Judged(double probability, FeatureBag bag) {}

  /** What asks must do so without its formulas too, which the model takes for requests. */
  private Optional<Judged> judged(String sentence) {
    Judged whole = judged(TextFeatures.of(sentence));
    if (whole.probability < 0.5) {
      return Optional.of(whole);
    }
    return Optional.of(Requests.withoutFormulas(sentence, "en"))
        .filter(NeedsReply::isLong)
        .map(rest -> judged(TextFeatures.of(rest)))
        .map(rest -> rest.probability < 0.5 ? rest : whole);
  }

  private Judged judged(FeatureBag bag) {
    return new Judged(Calibration.softmax(model.logits(bag), 1)[yes], bag);
  }

  /**
   * The words that weigh most, the others together, and what any sentence has: what decides is
   * their sum.
   */
  private List<Reason> reasons(FeatureBag sentence) {
    List<Reason> words = model.reasons(sentence, yes, 1 - yes, Reason.About.NEEDS_REPLY);
    var reasons = new ArrayList<>(TellingReasons.of(words));
    double others = sum(words) - sum(reasons);
    reasons.add(learned(START, model.biases()[yes] - (double) model.biases()[1 - yes]));
    if (Math.abs(others) > 1e-9) {
      reasons.add(learned(OTHERS, others));
    }
    return reasons;
  }

  private static double sum(List<Reason> reasons) {
    return reasons.stream().mapToDouble(Reason::weight).sum();
  }

  private static Reason learned(String words, double weight) {
    return new Reason(Reason.About.NEEDS_REPLY, Reason.Kind.STRUCTURE, words, weight);
  }

  /** A question or a phrase that asks is the rule. */
  private static Answer byRule(List<String> sentences, String language) {
    for (String sentence : sentences) {
      if (Requests.isQuestion(sentence)) {
        return yes("a question: " + shortened(sentence));
      }
      if (Requests.asks(sentence, language)) {
        return yes("a request: " + shortened(sentence));
      }
    }
    return new Answer(false, List.of());
  }

  private static Answer yes(String words) {
    return new Answer(
        true, List.of(new Reason(Reason.About.NEEDS_REPLY, Reason.Kind.RULE, words, 1)));
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
      boolean wide = c == '。' || c == '？' || c == '！';
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
