package dev.postmeridian.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Declared phrases that press for time, in the main languages, each with a score. Rules, and called
 * so: nothing here is learned.
 */
final class Deadlines {
  private static final int MAX_CHARS = 20_000;
  private static final String DATE =
      "(\\d{1,2}[./-]\\d{1,2}([./-]\\d{2,4})?|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(:\\d{2})? ?(am|pm|uhr|h)?"
          + "|\\d{1,2}(st|nd|rd|th|\\.|º)? (de )?\\p{L}{3,10}|\\p{L}{3,10} \\d{1,2})";

  private record Phrase(Pattern pattern, double score) {}

  private static final List<Phrase> PHRASES =
      List.of(
          phrase(
              "urgent|urgently|emergency|asap|as soon as possible|immediately|right away"
                  + "|dringend|dringlich|eilt|sofort|umgehend|schnellstmöglich|notfall"
                  + "|d['’]urgence|urgence|urgente|urgentemente|immédiatement|au plus vite"
                  + "|dès que possible|inmediatamente|de inmediato|cuanto antes|lo antes posible"
                  + "|immediatamente|subito|al più presto|il prima possibile|imediatamente"
                  + "|o quanto antes|o mais rápido possível|dringende|onmiddellijk|zo snel mogelijk"
                  + "|spoed",
              2),
          phrase(
              "is down|outage|cannot work|can't work|not working for anyone|all users|production down"
                  + "|stillstand|totalausfall|systemausfall|steht still|alle nutzer|alle benutzer"
                  + "|en panne|hors service|à l'arrêt|caído|fuera de servicio|no funciona nada"
                  + "|fuori servizio|è bloccato|fora do ar|fora de serviço|ligt plat|storing",
              2),
          phrase(
              "deadline|due date|final notice|last reminder|final reminder|overdue|court|legal action"
                  + "|frist|fristsetzung|letzte mahnung|mahnung|überfällig|gericht|fristgerecht"
                  + "|date limite|délai|échéance|mise en demeure|dernier rappel|fecha límite|plazo"
                  + "|vencimiento|vencida|último aviso|requerimiento|scadenza|entro il termine"
                  + "|diffida|ultimo avviso|prazo|último aviso|vencida|intimação|termijn|aanmaning",
              1.5),
          phrase(
              "(by|before|until|no later than|within|bis|bis zum|spätestens|vor dem|binnen|innerhalb"
                  + "|avant le|d'ici le|d'ici|sous|au plus tard le|antes del|antes de|a más tardar el"
                  + "|dentro de|en un plazo de|entro il|entro|entro e non oltre il|até|até o dia|até dia"
                  + "|no prazo de|uiterlijk|voor|vóór|tegen) "
                  + "(today|tomorrow|tonight|noon|the end of|end of|monday|tuesday|wednesday|thursday"
                  + "|friday|heute|morgen|montag|dienstag|mittwoch|donnerstag|freitag|demain|aujourd'hui"
                  + "|lundi|mardi|mercredi|jeudi|vendredi|mañana|hoy|lunes|martes|miércoles|jueves"
                  + "|viernes|domani|oggi|lunedì|martedì|mercoledì|giovedì|venerdì|amanhã|hoje"
                  + "|segunda|terça|quarta|quinta|sexta|vandaag|maandag|"
                  + DATE
                  + ")",
              1),
          new Phrase(Pattern.compile("至急|緊急|大至急|本日中|明日まで|締め?切|期限|期日|までに(お|ご)"), 2),
          new Phrase(Pattern.compile("紧急|緊急|尽快|盡快|立即|截止"), 2));

  private Deadlines() {}

  private static Phrase phrase(String words, double score) {
    return new Phrase(
        Pattern.compile("(?<![\\p{L}\\p{N}])(" + words + ")(?![\\p{L}\\p{N}])"), score);
  }

  /** The phrases found, each kind once. */
  static List<Reason> in(String subjectAndText) {
    String text = subjectAndText.toLowerCase(Locale.ROOT);
    text = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
    var reasons = new ArrayList<Reason>();
    for (Phrase phrase : PHRASES) {
      var found = phrase.pattern.matcher(text);
      if (found.find()) {
        reasons.add(
            new Reason(
                Reason.About.PRIORITY,
                Reason.Kind.RULE,
                "presses for time: " + found.group(),
                phrase.score));
      }
    }
    return reasons;
  }
}
