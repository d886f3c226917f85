package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.mail.HeaderField;
import dev.postmeridian.mail.MailContent;
import dev.postmeridian.mail.ParsedMail;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriorityScoreTest {
  /** A Thursday. */
  private static final LocalDate TODAY = LocalDate.of(2026, 4, 30);

  @Test
  void pressingWordsAndAShortSlaRaisePriority() {
    MailContent urgent = MailContent.of("URGENT: production down", "please fix by tomorrow");

    assertThat(scored(urgent, JunkVerdict.HAM, true, Duration.ofHours(1)).priority())
        .isEqualTo(Priority.URGENT);
    assertThat(
            scored(
                    MailContent.of("Hello", "a remark"),
                    JunkVerdict.HAM,
                    false,
                    Duration.ofHours(24))
                .priority())
        .isEqualTo(Priority.NORMAL);
    assertThat(scored(urgent, JunkVerdict.BULK, false, Duration.ofHours(1)).priority())
        .isEqualTo(Priority.LOW);
  }

  @Test
  void deadlinesAreFoundInSeveralLanguages() {
    for (String text :
        List.of(
            "please answer by 12 May",
            "bitte antworten Sie bis zum 12.05.2026",
            "merci de répondre avant le 12 mai",
            "responda antes del 12 de mayo",
            "rispondere entro il 12 maggio",
            "responda até 12 de maio",
            "本日中にご回答ください",
            "answer by 2026-05-12",
            "no later than May 12th",
            "by the end of the week",
            "within 14 days",
            "by next Friday",
            "binnen 14 Tagen",
            "innerhalb von zwei Wochen",
            "spätestens am 12. Mai",
            "sous 8 jours",
            "dans un délai de quinze jours",
            "d'ici vendredi",
            "en un plazo de 10 días",
            "tiene hasta el viernes",
            "no prazo de 5 dias",
            "responda até sexta",
            "14日以内に",
            "2026-05-12までに",
            "5月12日（火）までに",
            "金曜日までに",
            "请在5月12日之前",
            "3个工作日内")) {
      assertThat(Deadlines.in(text, "und", TODAY).reasons(true)).as(text).isNotEmpty();
    }
    for (String text :
        List.of(
            "the view from the tower is nice",
            "reduced by 10 percent",
            "vor 3 Tagen",
            "avant tout",
            "hasta luego",
            "Hasta mañana.",
            "Also bis morgen!",
            "Até segunda!",
            "your office was closed until Monday",
            "Ich bin bis Freitag im Urlaub",
            "La oficina está cerrada hasta el lunes",
            "5月12日まで不在です")) {
      assertThat(Deadlines.in(text, "und", TODAY).reasons(true)).as(text).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Re: URGENT: it is down", "AW: DRINGEND", "RE[2]: urgent", "回复：紧急"})
  void aSubjectThatAReplyKeepsPressesBesidePressingWordsAlone(String subject) {
    ParsedMail thanks = MailContent.of(subject, "Thanks, it runs.").mail();

    assertThat(Deadlines.of(thanks, "Thanks, it runs.", "und", TODAY).reasons(true)).isEmpty();
    assertThat(Deadlines.of(thanks, "It is still down.", "und", TODAY).reasons(true)).isNotEmpty();
    assertThat(Deadlines.of(thanks, " ", "und", TODAY).reasons(true)).isNotEmpty();
    assertThat(
            Deadlines.of(MailContent.of("Urgent", "Hello").mail(), "Hello", "und", TODAY)
                .reasons(true))
        .isNotEmpty();
  }

  @Test
  void aNounAloneDoesNotPressInAnyLanguage() {
    for (String text :
        List.of(
            "the deadline and the due date",
            "die Frist",
            "le délai de livraison et l'échéance",
            "el plazo y el vencimiento",
            "o prazo e o vencimento",
            "納期と期限")) {
      assertThat(Deadlines.in(text, "und", TODAY).reasons(true)).as(text).isEmpty();
    }
    assertThat(Deadlines.in("letzte Mahnung", "de", TODAY).reasons(true)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This is not urgent.",
        "It isn't all that urgent",
        "Nothing urgent, just a remark",
        "a non-urgent question",
        "No need to answer right away.",
        "You don't have to call me back immediately.",
        "Das ist nicht besonders dringend.",
        "Es eilt nicht.",
        "Dringend ist es nicht",
        "Sie müssen nicht sofort antworten",
        "kein Notfall",
        "Wir werden keine Klage erheben.",
        "Ce n'est pas si urgent",
        "Rien d'urgent",
        "aucune urgence",
        "Pas besoin de répondre tout de suite",
        "No es muy urgente",
        "no hace falta responder de inmediato",
        "Não é urgente",
        "nada urgente",
        "Non è così urgente",
        "niente di urgente",
        "Het is niet zo dringend",
        "geen spoed",
        "至急ではありません。",
        "緊急の件ではないです",
        "早急な対応は不要です",
        "这件事不紧急",
        "We don't think this is urgent.",
        "It is hardly urgent",
        "anything but urgent",
        "nicht sonderlich dringend",
        "Das ist kaum dringend.",
        "weniger dringend",
        "alles andere als dringend",
        "Ce n'est guère urgent",
        "C'est peu urgent",
        "No lo considero urgente",
        "No tiene carácter urgente",
        "Es poco urgente",
        "Não considero urgente",
        "É pouco urgente",
        "Non è una cosa urgente",
        "nauwelijks dringend",
        "緊急度は高くありません。",
        "緊急性は低いです。",
        "算不上紧急",
        "不需要立即回复",
        "没有什么紧急的事"
      })
  void whatIsDeniedDoesNotPress(String text) {
    assertThat(Deadlines.in(text, "und", TODAY).reasons(true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I can not log in, urgent!",
        "Not a joke. Urgent.",
        "Nothing is more urgent",
        "not only urgent but late",
        "If you do not pay immediately, we stop.",
        "If you fail to pay immediately, we stop.",
        "We were told to answer by Friday",
        "No need to panic but urgent",
        "Not urgent yesterday; today it is urgent",
        "Wenn Sie nicht umgehend zahlen",
        "Ich wäre froh, wenn Sie umgehend kommen",
        "Bitte dringend nicht abschalten",
        "Dringend ist nicht nur das eine, dringend sind alle",
        "Si vous ne payez pas immédiatement",
        "Rien ne marche, c'est urgent",
        "No funciona. Es urgente",
        "不是小事，紧急",
        "nicht weniger dringend",
        "un peu urgent",
        "un poco urgente",
        "我们不得不立即停产",
        "早急な対応が必要ではないでしょうか。",
        "至急でないと困ります。",
        "至急対応が必要なのではないかと思います。",
        "如果不立即付款",
        "至急ご連絡がない場合"
      })
  void aDenialOfSomethingElseLeavesItPressing(String text) {
    assertThat(Deadlines.in(text, "und", TODAY).reasons(true)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Should you need it urgently, the shop has one.",
        "Please use the side door in case of an emergency.",
        "If you have an emergency, call 112.",
        "Falls es dringend wird, melde ich mich.",
        "En cas d'urgence, passez par la cour.",
        "Em caso de emergência urgente, use a porta.",
        "如有紧急情况可走侧门"
      })
  void whatMayHappenDoesNotPress(String text) {
    assertThat(Deadlines.in(text, "und", TODAY).reasons(true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Your invoice was due on 3 March.",
        "The parts were promised by Friday.",
        "Die Rechnung war bis zum 3. März offen.",
        "Le paiement était attendu avant le 3 mars."
      })
  void aTermThatIsOverSetsNone(String text) {
    assertThat(Deadlines.in(text, "und", TODAY).reasons(true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | The parcel arrived within two days.",
        "de | Die Ware kam innerhalb von zwei Tagen an.",
        "fr | J'ai reçu le colis sous deux jours.",
        "es | El pedido llegó dentro de dos días.",
        "it | Il pacco è arrivato entro due giorni.",
        "pt | A encomenda chegou em até dois dias.",
        "nl | Het pakket kwam binnen twee dagen aan.",
        "nl | Bedankt voor vandaag.",
        "en | I sent the papers before Monday.",
        "en | We shipped all of the parts before Monday.",
        "en | Thank you for answering within 24 hours.",
        "de | Vielen Dank für Ihre Antwort innerhalb von 24 Stunden.",
        "es | Gracias por responder en un plazo de 24 horas.",
        "fr | Merci d'avoir répondu sous 24 heures.",
        "it | Grazie per aver risposto entro 24 ore.",
        "de | Wir haben bis heute gewartet.",
        "de | Zu den Teilen habe ich bis heute nichts gehört.",
        "es | Hasta hoy he esperado.",
        "de | Bis heute habe ich keine Antwort.",
        "de | Die Ware ist bis heute nicht da.",
        "es | Hasta hoy no tengo respuesta.",
        "pt | Até hoje não recebi nada.",
        "en | Copper is down by 5.2% today.",
        "en | The price fell by 3.5 points.",
        "de | Der Umsatz fiel bis 5.2 Prozent.",
        "en | The outage is over.",
        "en | Copper is down to 5,200 dollars.",
        "de | Die Störung ist behoben, alle Nutzer können wieder arbeiten.",
        "de | Der Stillstand ist vorbei."
      })
  void whatIsOverDoesNotPress(String language, String text) {
    assertThat(Deadlines.in(text, language, TODAY).reasons(true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | If it has not arrived within two days, we cancel.",
        "en | When will the outage be over?",
        "en | We need the papers before Monday.",
        "en | We need it finished before Monday.",
        "en | They asked us to answer by Friday.",
        "en | Thank you for paying by Friday.",
        "en | Thank you for your message and please reply within 24 hours.",
        "en | Thanks for looking into this but we need an answer within 24 hours.",
        "de | Vielen Dank für Ihre Mail und bitte antworten Sie innerhalb von 24 Stunden.",
        "fr | Merci de votre réponse sous 24 heures",
        "it | Grazie per una risposta entro 24 ore",
        "de | Die Rechnung ist bis heute zu zahlen",
        "de | Die Ware muss bis heute da sein",
        "de | Die Unterlagen sind bis heute einzureichen.",
        "de | Bitte antworten Sie bis heute.",
        "de | Ich brauche das bis heute 17 Uhr.",
        "de | Antworten Sie bis 5.2.",
        "en | Answer by close of business.",
        "en | Production is down 5 hours.",
        "en | The outage is over five hours old and still going on.",
        "en | The shop is down 100% since this morning.",
        "en | I don't think this urgent matter can wait.",
        "fr | Votre paiement doit être reçu avant le 5 mars.",
        "de | Alle Nutzer können wieder nicht arbeiten.",
        "nl | Graag een antwoord voor vandaag."
      })
  void whatIsNotOverPresses(String language, String text) {
    assertThat(Deadlines.in(text, language, TODAY).reasons(true)).isNotEmpty();
  }

  @Test
  void whatIsNoWordOfAnotherLanguagePressesInMailOfAny() {
    for (String text : List.of("The ERP is down", "Die Anlage steht still", "Servidor caído")) {
      for (String language : List.of("en", "de", "pt", "und")) {
        assertThat(Deadlines.in(text, language, TODAY).reasons(true))
            .as(text + language)
            .isNotEmpty();
      }
    }
  }

  @Test
  void anAmbiguousWordPressesInItsOwnLanguageOnly() {
    String question = "It is used for storing documents. Does the price include all users?";

    assertThat(Deadlines.in(question, "en", TODAY).reasons(true)).isEmpty();
    assertThat(Deadlines.in("Notify the sender immediately.", "de", TODAY).reasons(true)).isEmpty();
    assertThat(Deadlines.in("bis 12.05.2026", "en", TODAY).reasons(true)).isEmpty();
    assertThat(Deadlines.in("Er is een storing", "nl", TODAY).reasons(true)).isNotEmpty();
    assertThat(Deadlines.in("URGENT: Anlage", "de", TODAY).reasons(true)).isNotEmpty();
  }

  @Test
  void aLegalThreatWithATermPressesAndExpectsAnAnswer() {
    for (String text :
        List.of(
            "Respond by 2026-12-01, failing which we will file suit.",
            "Abmahnung: Wir setzen Ihnen eine Frist bis zum 2026-12-01.",
            "Wir setzen eine Frist bis zum 1. Dezember 2026, danach erheben wir Klage.",
            "Sans réponse avant le 01/12/2026, nous saisirons le tribunal.",
            "Debe responder antes del 1 de diciembre o tomaremos acciones legales.",
            "Tienen un plazo de diez días. Pagarán en un plazo de 8 días o iremos a los tribunales.",
            "If it is not paid by 2 March we will start proceedings in the county court.",
            "Sem resposta até 01.12.2026, tomaremos medidas judiciais.",
            "2026年12月1日までに書面で回答がない場合、訴訟を提起します。",
            "请在14天内答复，否则我们将起诉。",
            "Uns wurde die Klageschrift zugestellt. Sie haben eine Frist von zwei Wochen.",
            "Notificação extrajudicial: paguem no prazo de 48 horas.",
            "Requerimiento de pago: tiene 10 días.",
            "Notice of claim. A response is due within 21 days.",
            "Subpoena: produce the documents no later than December 7, 2026.",
            "Letzte Mahnung. Zahlen Sie bis zum 30.11.2026.",
            "Mise en demeure : vous avez 8 jours pour payer.",
            "Wezwanie do zapłaty: termin do 30.11.2026.",
            "Atto di citazione: avete 20 giorni.")) {
      MailContent notice = MailContent.of("", text);

      assertThat(Deadlines.in(text, "und", TODAY).isUltimatum()).as(text).isTrue();
      assertThat(scored(notice, JunkVerdict.HAM, true, Duration.ofHours(12)).priority())
          .as(text)
          .isEqualTo(Priority.HIGH);
    }
    assertThat(Deadlines.in("the court meets by the river on Friday", "en", TODAY).isUltimatum())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ich biete eine Rechtsschutzversicherung an.",
        "Die Stühle sind für unseren Anwalt und seine Kanzlei.",
        "Gerichtlich bestellter Betreuer ist Herr Kern.",
        "We would like to order 4 chairs for our solicitors.",
        "My lawyer will love this product.",
        "Forward this to our lawyers in Paris.",
        "I want to file a claim on my phone's insurance.",
        "Las sillas son para nuestro abogado.",
        "El requerimiento principal es la versión 3.",
        "Mon avocat a bien reçu les chaises.",
        "Il mio avvocato ha ricevuto le sedie.",
        "Meu advogado gostou das cadeiras.",
        "Mój prawnik lubi te krzesła.",
        "Mijn advocaat houdt van de stoelen.",
        "弁護士に依頼した契約書の件です。",
        "我的律师喜欢这些椅子。",
        "I can't work tomorrow because I am ill.",
        "The screens are black and shiny.",
        "My car is sitting idle.",
        "These are settings for all users.",
        "Das sind Lizenzen für alle Nutzer.",
        "Se me ha caído el vaso."
      })
  void ordinaryWordsOfLawyersAndWorkPressNobody(String text) {
    assertThat(Deadlines.in(text, "und", TODAY).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "You will hear from our lawyers.",
        "I will hand this to my lawyer.",
        "Wir werden die Sache unserem Anwalt übergeben.",
        "Sonst gehe ich zum Anwalt.",
        "Je vais prendre un avocat.",
        "Tendrá noticias de mi abogado.",
        "Mi rivolgerò a un avvocato.",
        "Vou procurar um advogado.",
        "Ik ga naar een advocaat.",
        "Pójdę do prawnika.",
        "弁護士に相談します。",
        "我会找律师。"
      })
  void whoThreatensWithALawyerSpeaksOfLegalSteps(String text) {
    assertThat(Deadlines.in(text, "und", TODAY).reasons(true))
        .extracting(Reason::evidence)
        .singleElement()
        .asString()
        .startsWith("speaks of legal steps: ");
  }

  @Test
  void anAutomaticAnswerIsLowWhateverItsWords() {
    MailContent answer =
        MailContent.of("Abwesenheitsnotiz: Re: Offer", "In urgent cases call me by tomorrow.");

    assertThat(scored(answer, JunkVerdict.HAM, false, Duration.ofMinutes(30)).priority())
        .isEqualTo(Priority.LOW);
  }

  @Test
  void theWordsOfAProgramDoNotPressButItsQueueMay() {
    MailContent alert = Mails.mail(new HeaderField("Auto-Submitted", "auto-generated"));

    assertThat(scored(alert, JunkVerdict.HAM, false, Duration.ofHours(24)).priority())
        .isEqualTo(Priority.LOW);
    assertThat(scored(alert, JunkVerdict.HAM, false, Duration.ofMinutes(30)).priority())
        .isEqualTo(Priority.HIGH);
  }

  private static PriorityScore.Scored scored(
      MailContent content, JunkVerdict junk, boolean needsReply, Duration sla) {
    var deadlines =
        Deadlines.in(content.mail().subject() + ". " + content.mail().text(), "und", TODAY);
    var reply = new NeedsReply.Answer(needsReply, needsReply, List.of());
    return PriorityScore.of(content, junk, deadlines, reply, Optional.empty(), sla);
  }
}
