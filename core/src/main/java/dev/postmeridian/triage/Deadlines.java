package dev.postmeridian.triage;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Declared phrases that press for time, in the main languages, each with a score. Rules, and called
 * so: nothing here is learned. One standard for all languages: urgency said outright presses, and
 * so does a day to answer by; a noun such as deadline or due date alone does not.
 */
final class Deadlines {
  private static final int MAX_CHARS = 20_000;
  private static final int MAX_DATE = 40;

  private enum Kind {
    HASTE(2),
    STANDSTILL(2),
    TERM(1.5),
    UNTIL(1),
    DAY(0),
    JOINED(2);

    private final double score;

    Kind(double score) {
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
              Kind.TERM,
              "final notice|last reminder|final reminder|legal action|fristsetzung|letzte mahnung"
                  + "|mise en demeure|dernier rappel|último aviso|último recordatorio|diffida"
                  + "|ultimo avviso|ultimo sollecito|último lembrete|intimação|laatste aanmaning")
          .add(
              Kind.UNTIL,
              "by|before|until|no later than|within|bis|bis zum|spätestens|vor dem|binnen"
                  + "|innerhalb|avant le|d'ici le|d'ici|sous|au plus tard le|antes del|antes de"
                  + "|a más tardar el|dentro de|en un plazo de|entro il|entro|entro e non oltre il"
                  + "|até|até o dia|até dia|no prazo de|uiterlijk|voor|vóór|tegen");
  private static final Phrases<Kind> DAYS =
      new Phrases<Kind>()
          .add(
              Kind.DAY,
              "today|tomorrow|tonight|noon|the end of|end of|monday|tuesday|wednesday|thursday"
                  + "|friday|heute|morgen|montag|dienstag|mittwoch|donnerstag|freitag|demain"
                  + "|aujourd'hui|lundi|mardi|mercredi|jeudi|vendredi|mañana|hoy|lunes|martes"
                  + "|miércoles|jueves|viernes|domani|oggi|lunedì|martedì|mercoledì|giovedì|venerdì"
                  + "|amanhã|hoje|segunda|terça|quarta|quinta|sexta|vandaag|maandag");

  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{1,2}[./-]\\d{1,2}([./-]\\d{2,4})?|\\d{4}-\\d{2}-\\d{2}"
              + "|\\d{1,2}(:\\d{2})? ?(am|pm|uhr|h)?|\\d{1,2}(st|nd|rd|th|\\.|º)? (de )?\\p{L}{3,10}"
              + "|\\p{L}{3,10} \\d{1,2})(?![\\p{L}\\p{N}])");

  /** Scripts without spaces: found anywhere. */
  private static final List<String> JOINED =
      List.of("至急", "緊急", "本日中", "明日まで", "までにお", "までにご", "紧急", "尽快", "盡快", "立即");

  private final CharSequence text;
  private final Map<Kind, String> found = new EnumMap<>(Kind.class);

  private Deadlines(CharSequence text) {
    this.text = text;
  }

  /** The phrases found, each kind once. */
  static List<Reason> in(CharSequence subjectAndText) {
    return inFolded(JunkFeatures.collapse(subjectAndText, MAX_CHARS));
  }

  /** The same in a text already in lower case, each run of whitespace one space. */
  static List<Reason> inFolded(CharSequence text) {
    var deadlines = new Deadlines(text);
    deadlines.read();
    return deadlines.found.entrySet().stream()
        .map(kind ->
            new Reason(
                Reason.About.PRIORITY,
                Reason.Kind.RULE,
                "presses for time: " + kind.getValue(),
                kind.getKey().score))
        .toList();
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
      String all = text.toString();
      JOINED.stream()
          .filter(all::contains)
          .findFirst()
          .ifPresent(phrase -> found.put(Kind.JOINED, phrase));
    }
  }

  private void note(Phrases.Found<Kind> phrase, int start) {
    int end = phrase.meaning() == Kind.UNTIL ? dayEnd(phrase.end()).orElse(-1) : phrase.end();
    if (end >= 0) {
      found.putIfAbsent(phrase.meaning(), text.subSequence(start, end).toString());
    }
  }

  /** Where the day or date ends that the phrase before leads to. */
  private Optional<Integer> dayEnd(int phraseEnd) {
    int start = phraseEnd + 1;
    if (start >= text.length() || text.charAt(phraseEnd) != ' ') {
      return Optional.empty();
    }
    Optional<Integer> day = DAYS.at(text, start).map(Phrases.Found::end);
    if (day.isPresent()) {
      return day;
    }
    CharSequence near = text.subSequence(start, Math.min(text.length(), start + MAX_DATE));
    Matcher date = DATE.matcher(near);
    return date.lookingAt() ? Optional.of(start + date.end()) : Optional.empty();
  }
}
