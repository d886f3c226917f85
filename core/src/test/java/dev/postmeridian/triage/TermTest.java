package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.mail.MailContent;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How near a term is, in a mail of Monday, 23 November 2026. */
class TermTest {
  private static final NeedsReply.Answer ASKED = new NeedsReply.Answer(true, true, List.of());
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Please send it today before 17:00.",
        "en | Please send it within 2 hours.",
        "en | Please send it today.",
        "en | I need it EOD.",
        "en | Please send it by end of day.",
        "en | The form must be in by tomorrow.",
        "en | Please send it by 5 pm",
        "en | Please send it by 5.30 pm",
        "en | Please send it today by 5 pm",
        "en | Please send us the invoice of 3 March 2026 by 5 pm",
        "en | Please send the 3 files that we may need by noon",
        "en | Please send it by November 22, 2026, 11 pm",
        "en | I have not received my order yet and need it today.",
        "de | Bitte schicken Sie die Rechnung vom 3. März bis 17 Uhr",
        "de | Bitte schicken Sie es heute noch.",
        "de | Wir brauchen es bis morgen, bitte melden Sie sich.",
        "fr | Merci de l'envoyer aujourd'hui.",
        "es | Necesito el informe hoy.",
        "es | Por favor, responda antes de las 17:00",
        "pt | Preciso de uma resposta hoje.",
        "it | Vorrei una risposta oggi.",
        "nl | Graag een reactie vandaag.",
        "ja | 本日中にご回答ください。",
        "ja | 今日返信をお願いします。",
        "zh | 请今天回复。",
        "zh | 请在24小时内回复。"
      })
  void aTermWithinADayPressesMost(String language, String text) {
    assertThat(scored(text, language))
        .extracting(PriorityScore.Scored::priority)
        .isEqualTo(Priority.HIGH);
    assertThat(reason(text, language)).startsWith("sets a deadline within a day: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | by Friday | within a week",
        "en | by 12/10/2026 | within a month",
        "en | by 12/10 | within a month",
        "en | by end of next week | within a month",
        "en | by end of next month | more than a month away",
        "en | by 31 November | within a week",
        "en | by 29 February | more than a month away",
        "en | before next Monday | within a week",
        "en | within three days | within a week",
        "en | by the end of the week | within a week",
        "en | by 11/27/2026 | within a week",
        "de | bis spätestens 27.11. | within a week",
        "de | binnen 48 Stunden | within a week",
        "fr | d'ici le 1er décembre 2026 | within a month",
        "es | antes del 12 de diciembre | within a month",
        "pt | no prazo de quinze dias | within a month",
        "it | entro due settimane | within a month",
        "ja | 2026年12月1日までに | within a month",
        "zh | 3个月内 | more than a month away",
        "en | by 31 December 2029 | more than a month away",
        "en | no later than March 3 | more than a month away",
        "nl | binnen zes maanden | more than a month away"
      })
  void aFartherTermPressesLess(String language, String term, String nearness) {
    assertThat(reason(term, language)).isEqualTo("sets a deadline " + nearness + ": " + term(term));
    assertThat(scored("Please send it " + term, language).priority()).isEqualTo(Priority.NORMAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Please send it by end of next week. | within a month",
        "de | Bitte schicken Sie es bis Ende nächster Woche. | within a month",
        "de | Bitte schicken Sie es bis Ende kommender Woche. | within a month",
        "de | Bitte schicken Sie es bis Ende des nächsten Monats. | more than a month away",
        "es | Envíelo antes de fin del mes próximo, por favor. | more than a month away",
        "fr | Merci de l'envoyer avant la fin de la semaine prochaine. | within a month",
        "fr | Merci de l'envoyer avant la fin du mois prochain. | more than a month away",
        "fr | Merci de l'envoyer avant la fin du mois. | within a week",
        "it | Vi prego di inviarlo entro la fine del mese prossimo. | more than a month away",
        "nl | Stuur het voor eind volgende week, alstublieft. | within a month",
        "pl | Proszę wysłać do końca przyszłego tygodnia. | within a month",
        "pt | Preciso da resposta antes do fim do próximo mês. | more than a month away",
        "pt | Preciso da resposta até ao fim da próxima semana. | within a month"
      })
  void theEndOfTheNextWeekIsNotThatOfThisOne(String language, String text, String nearness) {
    assertThat(reason(text, language)).startsWith("sets a deadline " + nearness + ": ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Please send it by 1 Nov 2026.",
        "en | Please send it by 20 November.",
        "en | Please send it by 10/11/2026.",
        "de | Die Frist lief bis 20. November 2026.",
        "de | Die Frist lief bis Freitag.",
        "fr | Le délai expirait avant le 12 novembre 2026.",
        "ja | 2026年11月1日までにお返事ください。",
        "en | Our driver was there today.",
        "en | Today we received your parcel and would like to thank you.",
        "en | Can you tell me why the parcel did not come today?",
        "de | Wir haben heute die Ware erhalten und bitten um die Rechnung.",
        "en | You have 3 friends."
      })
  void aTermThatIsOverOrThatNobodyAsksForIsNone(String language, String text) {
    assertThat(Deadlines.in(text, language, TODAY).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT4H", "PT24H", "PT72H"})
  void aTermIsOneWhateverItsQueue(String sla) {
    var scored =
        PriorityScore.of(
            MailContent.of("", ""),
            JunkVerdict.HAM,
            Deadlines.in("Please restart it by Friday.", "en", TODAY),
            ASKED,
            Optional.empty(),
            Duration.parse(sla));

    assertThat(scored.reasons())
        .extracting(Reason::evidence)
        .contains("sets a deadline within a week: by friday");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"We answer within 24 hours.", "You will receive the parcel by tomorrow 10:00."})
  void aPlanOfTheWritersOwnHardlyPresses(String text) {
    assertThat(Deadlines.in(text, "en", TODAY).reasons(false))
        .singleElement()
        .satisfies(reason -> {
          assertThat(reason.evidence()).startsWith("names a day, maybe only as a plan: ");
          assertThat(reason.weight()).isLessThan(0.5);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"by Friday or by tomorrow", "by tomorrow or by Friday"})
  void ofSeveralTermsTheNearestCounts(String text) {
    assertThat(reason(text, "en")).isEqualTo("sets a deadline within a day: by tomorrow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The documents we received must be returned by Friday.",
        "Everything I ordered must arrive before Friday.",
        "Please send it by 5 pm on 27 November."
      })
  void aTermStandsBesideWhatWas(String text) {
    assertThat(reason(text, "en")).startsWith("sets a deadline within a ");
    assertThat(Deadlines.in(text, "en", TODAY).reasons(true).getFirst().weight())
        .isGreaterThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Please send it by 5 pm on Friday.",
        "en | Please send it on Friday by 5 pm.",
        "en | Please send it on Friday, 27 November, by 5.30 pm.",
        "de | Bitte schicken Sie es am Freitag bis 17.30 Uhr.",
        "fr | Merci de l'envoyer vendredi avant 17 h."
      })
  void aTimeIsOfTheDayBesideIt(String language, String text) {
    assertThat(reason(text, language)).startsWith("sets a deadline within a week: ");
  }

  private static String term(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }

  private static String reason(String text, String language) {
    return Deadlines.in(text, language, TODAY).reasons(true).getFirst().evidence();
  }

  private static PriorityScore.Scored scored(String text, String language) {
    return PriorityScore.of(
        MailContent.of("", text),
        JunkVerdict.HAM,
        Deadlines.in(text, language, TODAY),
        ASKED,
        Optional.empty(),
        Duration.ofHours(24));
  }
}
