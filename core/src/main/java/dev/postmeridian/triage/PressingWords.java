package dev.postmeridian.triage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Declared phrases that press for time. Most press in mail of any language, for a footer, a name or
 * a colleague's words may be in another than the rest; what may be any word of another language
 * presses in its own alone, and so does what sets a term. A noun such as deadline or due date alone
 * does not press.
 */
final class PressingWords {
  /** How something presses, with the score that it declares. */
  enum Kind {
    HASTE("presses for time", 2),
    STANDSTILL("work stands still", 2),
    LEGAL_STEPS("speaks of legal steps", 1.5),
    TERM("sets a term", 1),
    /** Sets a term unless it says goodbye: a term like the other once it is found. */
    UNTIL(TERM.words, TERM.score);

    final String words;
    final double score;

    Kind(String words, double score) {
      this.words = words;
      this.score = score;
    }

    /** Whether its words mean that alone: by and until mean much else. */
    private boolean isClear() {
      return this != TERM && this != UNTIL;
    }
  }

  /**
   * What presses in mail of its own language alone: words that another language has too, and those
   * of the confidentiality notice in English that stands below mail in any language.
   */
  private static final Set<String> AMBIGUOUS =
      Set.of(
          "klage",
          "storing",
          "subito",
          "immediately",
          "at once",
          "without delay",
          "legal action",
          "legal proceedings");

  private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "pt", "it", "nl");
  private static final Phrases<Kind> ALL = new Phrases<>();
  private static final Map<String, Phrases<Kind>> BY_LANGUAGE = new HashMap<>();

  static {
    LANGUAGES.forEach(language -> BY_LANGUAGE.put(language, new Phrases<>()));
    add("en", Kind.HASTE, "urgent|asap");
    english();
    german();
    french();
    spanish();
    portuguese();
    italian();
    dutch();
  }

  /** Scripts without spaces, where a phrase is found anywhere. */
  static final Map<Kind, Pattern> JOINED =
      Map.of(
          Kind.HASTE,
          Pattern.compile("至急|緊急|大至急|早急|紧急|緊急|尽快|盡快|立即|马上"),
          Kind.LEGAL_STEPS,
          Pattern.compile(
              "訴訟|提訴|法的措置|法的手段|内容証明|催告|損害賠償請求|支払督促|诉讼|訴訟|起诉|起訴|律师函|律師函|法律责任|法律責任|法律途径|法律途徑"),
          Kind.TERM,
          Pattern.compile(
              "(?:[0-9０-９]{1,2}[日号號時时点點]|[0-9０-９]{1,2}[-/月][0-9０-９]{1,2}"
                  + "|[月火水木金土日]曜日?|[本今明]日|今天|明天|[今来本下]週中?|[本下]?周[一二三四五]?"
                  + "|星期[一二三四五]|[今来]月中?|月末|月底|週末|年内)"
                  + "(?:[（(][^）)]{1,3}[）)])?(?:までに|迄に|まで(?=お|ご|回答|返)|之前|以前|前)"
                  + "|[0-9０-９一二三四五六七八九十两]{1,3}(?:営業日|日|時間|週間|か月|ヶ月|个?工作日|個?工作天"
                  + "|天|个?小时|個?小時|周|週|个月|個月)(?:以内|之内|内)"
                  + "|[本今明]日中"));

  private PressingWords() {}

  /** Those that press in mail of a language; all, where it is unknown or has none of its own. */
  static Phrases<Kind> of(String language) {
    return BY_LANGUAGE.getOrDefault(language, ALL);
  }

  private static void add(String language, Kind kind, String phrases) {
    ALL.add(kind, phrases);
    for (String phrase : phrases.split("\\|", -1)) {
      boolean everywhere = kind.isClear() && !AMBIGUOUS.contains(phrase);
      BY_LANGUAGE.forEach((other, pressing) -> {
        if (everywhere || other.equals(language)) {
          pressing.add(kind, phrase);
        }
      });
    }
  }

  private static void english() {
    add(
        "en",
        Kind.HASTE,
        "urgently|emergency|as soon as possible|immediately|right away|at once|without delay");
    add(
        "en",
        Kind.STANDSTILL,
        "is down|outage|cannot work|can't work|not working for anyone|production down"
            + "|nobody can work|all users are|for all users|affects all users"
            + "|affecting all users");
    add(
        "en",
        Kind.LEGAL_STEPS,
        "final notice|last reminder|final reminder|letter before action|letter before claim"
            + "|legal action|legal steps|legal proceedings|court proceedings|court action"
            + "|court claim|county court|small claims court|issue proceedings|commence proceedings"
            + "|start proceedings|bring proceedings|begin proceedings|institute proceedings"
            + "|initiate proceedings|cease and desist|file suit|file a lawsuit|file a claim|sue you"
            + "|take you to court|statutory demand");
    add(
        "en",
        Kind.TERM,
        "by|before|no later than|not later than|within|due|due on|due by|have until|has until");
  }

  private static void german() {
    add("de", Kind.HASTE, "dringend|dringlich|eilt|sofort|umgehend|schnellstmöglich|notfall");
    add(
        "de",
        Kind.STANDSTILL,
        "stillstand|totalausfall|systemausfall|steht still|alle nutzer|alle benutzer");
    add(
        "de",
        Kind.LEGAL_STEPS,
        "fristsetzung|letzte mahnung|abmahnung|mahnbescheid|klage|rechtliche schritte"
            + "|gerichtliche schritte|gerichtlich|unterlassungserklärung|rechtsweg");
    add(
        "de",
        Kind.TERM,
        "bis spätestens|spätestens|spätestens bis|vor dem|binnen|innerhalb|frist bis|zahlbar bis");
    add("de", Kind.UNTIL, "bis");
  }

  private static void french() {
    add(
        "fr",
        Kind.HASTE,
        "d'urgence|urgence|urgente|immédiatement|au plus vite|tout de suite|dès que possible");
    add("fr", Kind.STANDSTILL, "en panne|hors service|à l'arrêt");
    add(
        "fr",
        Kind.LEGAL_STEPS,
        "mise en demeure|mettons en demeure|dernier rappel|action en justice"
            + "|poursuites judiciaires|procédure judiciaire|voie judiciaire|saisir le tribunal"
            + "|saisirons le tribunal|huissier|en justice");
    add(
        "fr",
        Kind.TERM,
        "avant|d'ici|d'ici à|sous|au plus tard|dans un délai de|sous un délai de|dans les");
    add("fr", Kind.UNTIL, "jusqu'au");
  }

  private static void spanish() {
    add(
        "es",
        Kind.HASTE,
        "urgente|urgentemente|inmediatamente|de inmediato|cuanto antes|lo antes posible");
    add("es", Kind.STANDSTILL, "caído|fuera de servicio|no funciona nada");
    add(
        "es",
        Kind.LEGAL_STEPS,
        "último aviso|último recordatorio|acción legal|acciones legales|acción judicial"
            + "|acciones judiciales|medidas legales|vía judicial|vías legales|demanda judicial"
            + "|presentar demanda|presentar una demanda|presentaremos demanda"
            + "|presentaremos una demanda|interponer demanda|interponer una demanda"
            + "|interpondremos demanda|interpondremos una demanda|los tribunales|burofax");
    add(
        "es",
        Kind.TERM,
        "antes del|antes de|a más tardar|dentro de|en un plazo de|en el plazo de"
            + "|en un plazo máximo de|en el plazo máximo de");
    add("es", Kind.UNTIL, "hasta");
  }

  private static void portuguese() {
    add(
        "pt",
        Kind.HASTE,
        "urgente|urgentemente|imediatamente|o quanto antes|o mais rápido possível");
    add("pt", Kind.STANDSTILL, "fora do ar|fora de serviço");
    add(
        "pt",
        Kind.LEGAL_STEPS,
        "último lembrete|último aviso|intimação|ação judicial|ações judiciais|ação legal"
            + "|medidas judiciais|medidas legais|via judicial|vias judiciais|processo judicial"
            + "|notificação extrajudicial|ajuizaremos");
    add(
        "pt",
        Kind.TERM,
        "em até|o mais tardar|no prazo de|num prazo de|no prazo máximo de|antes de");
    add("pt", Kind.UNTIL, "até");
  }

  private static void italian() {
    add(
        "it",
        Kind.HASTE,
        "urgente|urgentemente|immediatamente|subito|al più presto|il prima possibile");
    add("it", Kind.STANDSTILL, "fuori servizio|è bloccato");
    add(
        "it",
        Kind.LEGAL_STEPS,
        "diffida|ultimo avviso|ultimo sollecito|azione legale|azioni legali|vie legali"
            + "|decreto ingiuntivo|in tribunale");
    add("it", Kind.TERM, "entro|entro e non oltre");
  }

  private static void dutch() {
    add("nl", Kind.HASTE, "dringend|dringende|onmiddellijk|zo snel mogelijk|spoed");
    add("nl", Kind.STANDSTILL, "ligt plat|storing");
    add(
        "nl",
        Kind.LEGAL_STEPS,
        "laatste aanmaning|ingebrekestelling|sommatie|juridische stappen|gerechtelijke stappen"
            + "|dagvaarding");
    add("nl", Kind.TERM, "uiterlijk|voor|vóór|tegen|binnen");
  }
}
