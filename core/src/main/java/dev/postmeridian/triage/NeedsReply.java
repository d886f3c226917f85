package dev.postmeridian.triage;

import dev.postmeridian.mail.MailContent;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether somebody waits for an answer: a model of English sentences that ask for something, and
 * declared rules for the rest.
 */
final class NeedsReply {
  private static final int MAX_SENTENCES = 60;
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

  Answer of(MailContent content, JunkVerdict junk, String language, Deadlines deadlines) {
    if (junk != JunkVerdict.HAM) {
      return no(junk.word() + " mail expects no reply");
    }
    if (BulkRule.isAutomatic(content)) {
      return no("sent by a program, which expects no reply");
    }
    List<String> sentences = sentences(content.mail().text());
    Answer asked = language.equals("en") ? byModel(sentences) : byRule(sentences);
    return !asked.needed && deadlines.isUltimatum()
        ? yes("a term set and legal steps spoken of")
        : asked;
  }

  private static Answer no(String words) {
    return new Answer(
        false, List.of(new Reason(Reason.About.NEEDS_REPLY, Reason.Kind.RULE, words, -1)));
  }

  /** The sentence that asks most decides. */
  private Answer byModel(List<String> sentences) {
    double best = 0;
    FeatureBag asks = null;
    for (String sentence : sentences) {
      FeatureBag bag = TextFeatures.of(sentence);
      double p = Calibration.softmax(model.logits(bag), 1)[yes];
      if (p > best) {
        best = p;
        asks = bag;
      }
    }
    if (asks == null) {
      return new Answer(false, List.of());
    }
    return new Answer(best >= 0.5, model.reasons(asks, yes, 1 - yes, Reason.About.NEEDS_REPLY));
  }

  /** The model reads English only; elsewhere a question or a phrase that asks is the rule. */
  private static Answer byRule(List<String> sentences) {
    for (String sentence : sentences) {
      if (Requests.isQuestion(sentence)) {
        return yes("a question: " + shortened(sentence));
      }
      if (Requests.asks(sentence)) {
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

  /** Sentences of what the sender wrote: quoted lines and what follows a signature are left out. */
  static List<String> sentences(String text) {
    var sentences = new ArrayList<String>();
    var open = new StringBuilder();
    for (String line : text.split("\n", 2000)) {
      String words = line.strip();
      if (words.equals("--")) {
        break;
      }
      if (words.startsWith(">")) {
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
