package dev.postmeridian.triage;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Declared phrases that press for time, in the main languages, each with a score. Rules, and called
 * so: nothing here is learned. One standard for all languages: urgency said outright presses, and
 * so do a day to answer by and legal steps announced; a noun such as deadline or due date alone
 * does not.
 */
final class Deadlines {
  private static final int MAX_CHARS = 20_000;

  private enum Kind {
    HASTE("presses for time", 2),
    STANDSTILL("work stands still", 2),
    LEGAL_STEPS("speaks of legal steps", 1.5),
    TERM("sets a term", 1);

    private final String words;
    private final double score;

    Kind(String words, double score) {
      this.words = words;
      this.score = score;
    }
  }

  private static final Phrases<Kind> PHRASES =
      new Phrases<Kind>()
          .add(
              Kind.HASTE,
              "urgent|urgently|emergency|asap|as soon as possible|immediately|right away|at once"
                  + "|dringend|dringlich|eilt|sofort|umgehend|schnellstmöglich|notfall"
                  + "|d'urgence|urgence|urgente|urgentemente|immédiatement|au plus vite"
                  + "|tout de suite|dès que possible|inmediatamente|de inmediato|cuanto antes"
                  + "|lo antes posible|immediatamente|subito|al più presto|il prima possibile"
                  + "|imediatamente|o quanto antes|o mais rápido possível|dringende"
                  + "|onmiddellijk|zo snel mogelijk|spoed")
          .add(
              Kind.STANDSTILL,
              "is down|outage|cannot work|can't work|not working for anyone|all users"
                  + "|production down|stillstand|totalausfall|systemausfall|steht still|alle nutzer"
                  + "|alle benutzer|en panne|hors service|à l'arrêt|caído|fuera de servicio"
                  + "|no funciona nada|fuori servizio|è bloccato|fora do ar|fora de serviço"
                  + "|ligt plat|storing")
          .add(
              Kind.LEGAL_STEPS,
              "final notice|last reminder|final reminder|legal action|legal proceedings|court"
                  + " proceedings|cease and desist|file suit|letter before action"
                  + "|fristsetzung|letzte mahnung|abmahnung|mahnbescheid|klage|rechtliche schritte"
                  + "|gerichtliche schritte|gerichtlich|unterlassungserklärung"
                  + "|mise en demeure|mettons en demeure|dernier rappel|action en justice"
                  + "|poursuites judiciaires|voie judiciaire|saisir le tribunal"
                  + "|saisirons le tribunal|huissier"
                  + "|último aviso|último recordatorio|acciones legales|acciones judiciales"
                  + "|medidas legales|vía judicial|demanda judicial|presentaremos demanda|burofax"
                  + "|diffida|ultimo avviso|ultimo sollecito|azione legale|azioni legali|vie legali"
                  + "|último lembrete|intimação|ação judicial|medidas judiciais|medidas legais"
                  + "|via judicial|notificação extrajudicial|ajuizaremos"
                  + "|laatste aanmaning|ingebrekestelling|sommatie|juridische stappen")
          .add(
              Kind.TERM,
              "by|before|until|no later than|not later than|within|due|due on|due by"
                  + "|bis|bis spätestens|spätestens|spätestens bis|vor dem|binnen|innerhalb"
                  + "|avant|d'ici|d'ici à|sous|au plus tard|dans un délai de|sous un délai de"
                  + "|dans les|jusqu'au"
                  + "|antes del|antes de|a más tardar|dentro de|en un plazo de|en el plazo de|hasta"
                  + "|entro|entro e non oltre|até|em até|o mais tardar|no prazo de|num prazo de"
                  + "|uiterlijk|voor|vóór|tegen");

  /** The same in scripts without spaces, found anywhere. */
  private static final Map<Kind, Pattern> JOINED =
      Map.of(
          Kind.HASTE,
          Pattern.compile("至急|緊急|大至急|早急|紧急|緊急|尽快|盡快|立即|马上"),
          Kind.LEGAL_STEPS,
          Pattern.compile("訴訟|提訴|法的措置|法的手段|内容証明|催告|損害賠償請求|诉讼|起诉|律师函|律師函|法律责任|法律責任"),
          Kind.TERM,
          Pattern.compile(
              "(?:[0-9０-９]{1,2}[日号號時时点點]|[0-9０-９]{1,2}[-/月][0-9０-９]{1,2}"
                  + "|[月火水木金土日]曜日?|[本今明]日|今天|明天|[今来本下]週中?|[本下]?周[一二三四五]?"
                  + "|星期[一二三四五]|[今来]月中?|月末|月底|週末|年内)"
                  + "(?:[（(][^）)]{1,3}[）)])?(?:までに|迄に|まで(?=お|ご|回答|返)|之前|以前|前)"
                  + "|[0-9０-９一二三四五六七八九十两]{1,3}(?:営業日|日|時間|週間|か月|ヶ月|个?工作日|個?工作天"
                  + "|天|个?小时|個?小時|周|週|个月|個月)(?:以内|之内|内)"
                  + "|[本今明]日中"));

  private final CharSequence text;
  private final Map<Kind, String> found = new EnumMap<>(Kind.class);

  private Deadlines(CharSequence text) {
    this.text = text;
  }

  /** What a text says of time. */
  static Deadlines in(CharSequence subjectAndText) {
    return inFolded(JunkFeatures.collapse(subjectAndText, MAX_CHARS));
  }

  /** The same for a text already in lower case, each run of whitespace one space. */
  static Deadlines inFolded(CharSequence text) {
    var deadlines = new Deadlines(text);
    deadlines.read();
    return deadlines;
  }

  /** The phrases found, each kind once. */
  List<Reason> reasons() {
    return found.entrySet().stream()
        .map(kind ->
            new Reason(
                Reason.About.PRIORITY,
                Reason.Kind.RULE,
                kind.getKey().words + ": " + kind.getValue(),
                kind.getKey().score))
        .toList();
  }

  /** Whether it speaks of legal steps and sets a term: whoever writes so waits for an answer. */
  boolean isUltimatum() {
    return found.containsKey(Kind.LEGAL_STEPS) && found.containsKey(Kind.TERM);
  }

  private void read() {
    boolean joined = false;
    for (int at = 0; at < text.length(); at++) {
      joined |= text.charAt(at) >= '\u3000';
      if (Phrases.startsWord(text, at)) {
        int start = at;
        PHRASES.at(text, at).ifPresent(phrase -> note(phrase, start));
      }
    }
    if (joined) {
      JOINED.forEach((kind, pattern) -> {
        Matcher phrase = pattern.matcher(text);
        if (phrase.find()) {
          found.putIfAbsent(kind, phrase.group());
        }
      });
    }
  }

  /** A word such as by or until sets a term if a day follows. */
  private void note(Phrases.Found<Kind> phrase, int start) {
    boolean term = phrase.meaning() == Kind.TERM;
    if (found.containsKey(phrase.meaning())) {
      return;
    }
    OptionalInt end = term ? dayEnd(phrase.end()) : OptionalInt.of(phrase.end());
    end.ifPresent(e -> found.put(phrase.meaning(), text.subSequence(start, e).toString()));
  }

  private OptionalInt dayEnd(int phraseEnd) {
    boolean spaced = phraseEnd + 1 < text.length() && text.charAt(phraseEnd) == ' ';
    return spaced ? Dates.end(text, phraseEnd + 1) : OptionalInt.empty();
  }
}
