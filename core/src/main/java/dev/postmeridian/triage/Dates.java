package dev.postmeridian.triage;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days, dates and lengths of time as people write them in the main languages: {@code 2026-05-12},
 * {@code 12. Mai}, {@code May 12th}, {@code le 12/05}, {@code 14 business days}, {@code next
 * Friday}, {@code 5 pm}. A number alone is none of them.
 */
final class Dates {
  private static final int MAX_CHARS = 60;
  private static final int MAX_NUMBERS = 12;

  private static final String ARTICLES =
      "the|this|next|coming|dem|den|zum|am|diesem|nächsten|kommenden|von|le|la|les|ce|el|los"
          + "|las|este|próximo|próxima|il|lo|gli|prossimo|prossima|o|os|dia|día|de|do|da|het|volgende"
          + "|komende";
  private static final String ENDS =
      "end of|close of|ende|ende der|ende des|fin de|fin del|final de|final del|fim do|fim da"
          + "|fine|einde van";
  private static final String DAYS =
      "today|tonight|tomorrow|noon|eod|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
          + "|heute|morgen|übermorgen|mittag|montag|dienstag|mittwoch|donnerstag|freitag|samstag"
          + "|sonntag|aujourd'hui|demain|midi|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
          + "|hoy|mañana|mediodía|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
          + "|oggi|domani|mezzogiorno|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
          + "|hoje|amanhã|meio-dia|segunda|terça|quarta|quinta|sexta"
          + "|vandaag|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag";
  private static final String MONTHS =
      "january|february|march|april|may|june|july|august|september|october|november|december"
          + "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
          + "|januar|jänner|februar|märz|mai|juni|juli|oktober|dezember|okt|dez"
          + "|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre"
          + "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
          + "|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
          + "|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro"
          + "|januari|februari|maart|mei|augustus";
  private static final String COUNTS =
      "an?|one|two|three|four|five|seven|ten|fourteen|einer|eines|zwei|drei|vier|fünf|sieben|zehn"
          + "|vierzehn|une?|deux|trois|quatre|cinq|huit|dix|quinze|una|un|dos|tres|cuatro|cinco|ocho"
          + "|diez|quince|due|tre|quattro|cinque|otto|dieci|uma?|dois|duas|três|quatro|oito|dez"
          + "|een|twee|drie|vijf|tien|veertien";
  private static final String UNITS =
      "minutes?|hours?|days?|weeks?|months?|week|month|stunden?|tage?n?|werktage?n?|arbeitstage?n?"
          + "|kalendertage?n?|wochen?|monate?n?|monats|heures?|jours?|semaines?|mois|horas?|d[ií]as?"
          + "|semanas?|mes|meses|mês|or[ae]|giorn[io]|settiman[ae]|mes[ei]|uur|dag|dagen|werkdagen"
          + "|weken|maand|maanden";
  private static final String FORMS =
      String.join(
          "|",
          "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}",
          "\\d{1,2}[./-]\\d{1,2}(?:[./-](?:\\d{4}|\\d{2}))?\\.?",
          "\\d{1,2}(?:st|nd|rd|th|er|\\.|º)? ?(?:de |of )?(?:" + MONTHS + ")",
          "(?:" + MONTHS + ")\\.? \\d{1,2}(?:st|nd|rd|th)?",
          "\\d{1,2}:\\d{2}|\\d{1,2} ?(?:am|pm|uhr|h)",
          "(?:\\d{1,3}|" + COUNTS + ") (?:business |working |calendar )?(?:" + UNITS + ")",
          "(?:" + ENDS + ") (?:the |this |la |le |el |de )?(?:business|" + UNITS + ")",
          DAYS);
  private static final Pattern DATE =
      Pattern.compile("(?:(?:" + ARTICLES + ") |l'){0,3}+(?:" + FORMS + ")(?![\\p{L}\\p{N}])");

  /** With its year, as numbers. */
  private static final Pattern RECENT =
      Pattern.compile(
          "(?:20[2-9]\\d[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]20[2-9]\\d)"
              + "(?![-/.]?\\d)");

  private Dates() {}

  /** Where the day or the length of time ends that begins at {@code start}, if one does. */
  static OptionalInt end(CharSequence text, int start) {
    int limit = Math.min(text.length(), start + MAX_CHARS);
    Matcher date = DATE.matcher(text.subSequence(start, limit));
    return date.lookingAt() ? OptionalInt.of(start + date.end()) : OptionalInt.empty();
  }

  /** Where a date from 2020 on ends that begins at {@code start} and is written in numbers. */
  static OptionalInt recentEnd(CharSequence text, int start) {
    int limit = Math.min(text.length(), start + MAX_NUMBERS);
    Matcher date = RECENT.matcher(text.subSequence(start, limit));
    return date.lookingAt() ? OptionalInt.of(start + date.end()) : OptionalInt.empty();
  }
}
