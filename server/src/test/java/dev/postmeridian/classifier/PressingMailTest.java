package dev.postmeridian.classifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.config.CheckedFile;
import dev.postmeridian.config.DeploymentFile;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.triage.ConfidenceOf;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.Reason;
import dev.postmeridian.triage.Triage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail that somebody must not let lie, in the shipped model's own words. */
class PressingMailTest {
  private static final Map<ModelTier, Triage> TRIAGE = new EnumMap<>(ModelTier.class);
  private static final Set<String> LANGUAGES = Set.of("en", "de", "fr", "es", "pt", "ja");

  @ParameterizedTest
  @EnumSource(ModelTier.class)
  void aLegalThreatWithATermIsHighAndWantsAnAnswer(ModelTier tier) {
    for (String text :
        new String[] {
          "Sehr geehrte Damen und Herren, namens unserer Mandantin mahnen wir Sie ab. Die beigefügte"
              + " Unterlassungserklärung erwarten wir bis spätestens 15.12.2026.",
          "貴社の行為は当社の商標権を侵害しています。2026-12-15までに書面でご回答ください。" + "ご回答がない場合は法的措置を取ります。",
          "Our client demands that you cease and desist within 14 days, or we will take legal action."
        }) {
      Decision decision = decide(tier, "Az. 12/2026", text);

      assertThat(decision.priority()).as(text).isGreaterThanOrEqualTo(Priority.HIGH);
      assertThat(decision.needsReply()).as(text).isTrue();
    }
  }

  @Test
  void aRequestInEnglishWantsAnAnswerAndWhatNeedsNoneDoesNot() {
    String request = "Hi,\n\nplease close my account and tell me when it is done.\n\nThanks\nJo";
    String remark = "Hi,\n\nnothing urgent: there is a typo on page 3. You don't have to reply.";

    Decision asked = decide(ModelTier.LATENCY_OPTIMIZED, "My account", request);
    Decision told = decide(ModelTier.LATENCY_OPTIMIZED, "Not urgent: a typo", remark);

    assertThat(asked.needsReply()).isTrue();
    assertThat(told.needsReply()).isFalse();
    assertThat(told.priority()).isEqualTo(Priority.NORMAL);
  }

  @ParameterizedTest
  @EnumSource(ModelTier.class)
  void anOutageThatAsksToBeCalledBackWantsAnAnswer(ModelTier tier) {
    Decision decision =
        decide(
            tier,
            "Panne du site",
            "Bonjour, le site est en panne depuis ce matin. Merci de nous rappeler au plus vite.");

    assertThat(decision.priority()).isEqualTo(Priority.URGENT);
    assertThat(decision.needsReply()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(ModelTier.class)
  void aStandstillIsHighWhateverTheLanguageOfTheFooterOrOfAName(ModelTier tier) {
    for (String text :
        new String[] {
          "Linie 2 steht still, bitte um Rückruf!\n\nJan Kurz\n\nThis message and its attachments"
              + " are confidential and meant for the addressee alone. If it reached you by mistake,"
              + " delete it and tell its sender. Copying it or passing it on is forbidden.",
          "The ERP is down.\n\nMit freundlichen Grüßen\nJan Kurz\nGeschäftsführer, Amtsgericht"
              + " Köln\nDiese Nachricht ist vertraulich und nur für den Empfänger bestimmt.",
          "Bäcker GmbH Nürnberg: the line is down, cannot work.",
          "Servidor caído."
        }) {
      assertThat(decide(tier, "Halle 2", text).priority())
          .as(text)
          .isGreaterThanOrEqualTo(Priority.HIGH);
    }
    String told = "Line 2, bitte um Rückruf! This message is confidential and for you alone.";
    assertThat(decide(tier, "Line 2", told).needsReply()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Please don't reply to the courier. When does our order leave your house?",
        "You need not reply about the first invoice, but what became of the second one?",
        "No answer is needed on the old case. Please send me the papers of the new one.",
        "Sie brauchen nicht zu antworten, wenn es dabei bleibt. Wann liefern Sie die Fenster?",
        "Inutile de répondre à ma collègue, mais pouvez-vous me rappeler demain ?",
      })
  void whoWaivesOneAnswerMayWaitForAnother(String text) {
    assertThat(decide(ModelTier.LATENCY_OPTIMIZED, "Our order", text).needsReply()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dear team,\n\nthe chairs came today and look fine.\n\nRegards\nAda\n\nIf this message"
            + " reached you by mistake, please inform\nthe sender at once and erase it urgently.",
        "Guten Tag,\n\nbesten Dank für die Hilfe.\n\n-- \nAda Beispiel\n\n"
            + "Dringend: Haben Sie Fragen? Bitte rufen Sie sofort an.",
        "Guten Tag,\n\nbesten Dank für die Hilfe.\n\nAda Beispiel\n\nHaben Sie"
            + " diese Nachricht irrtümlich bekommen, benachrichtigen Sie bitte umgehend den"
            + " Absender\nund löschen Sie sie sofort."
      })
  void whatStandsBelowAThankYouNeitherPressesNorAsks(String text) {
    Decision decision = decide(ModelTier.LATENCY_OPTIMIZED, "Chairs", text);

    assertThat(decision.priority()).isLessThanOrEqualTo(Priority.NORMAL);
    assertThat(decision.needsReply()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Enclosed please find the signed contract.",
        "I look forward to your visit.",
        "Please feel free to contact me if you have any questions."
      })
  void aFormulaAloneWantsNoAnswer(String text) {
    assertThat(decide(ModelTier.LATENCY_OPTIMIZED, "Our plan", text).needsReply()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Thanks, works again. | LOW",
        "Danke, läuft wieder. | LOW",
        "Thanks! | LOW",
        "Thanks, works again. You wrote: “Production is down.” | LOW",
        "Thanks, but it is still down. | URGENT",
        "Thanks, now it fails on every machine. | HIGH",
        "The system fails again since noon. | HIGH"
      })
  void ownWordsDecideOfAReplyThatQuotesAnOutage(String words, Priority priority) {
    String text =
        words
            + "\n\nOn Mon, 16 Nov 2026 at 10:00, Desk <desk@acme.example> wrote:\n"
            + "> Our production is down, all requests fail and nobody can work.";
    Decision decision = decide(ModelTier.LATENCY_OPTIMIZED, "Re: Is production down?", text);

    assertThat(decision.priority()).isEqualTo(priority);
    assertThat(decision.queue().value().equals("incidents")).isEqualTo(priority != Priority.LOW);
    assertThat(decision.needsReply()).isEqualTo(priority != Priority.LOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The vase | The vase I ordered arrived broken. | orders",
        "Kaputt | Die gelieferte Lampe kam kaputt an. | orders",
        "Checkout | Our checkout is broken and nobody can work. | incidents"
      })
  void brokenGoodsAreNoIncident(String subject, String text, String queue) {
    assertThat(decide(ModelTier.LATENCY_OPTIMIZED, subject, text).queue().value()).isEqualTo(queue);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "This is the third time I write and nobody answers. If I do not get an answer by tomorrow I will dispute the charge with my bank and go to a lawyer. | HIGH",
        "I wrote twice and got no answer. If I hear nothing by Friday I will hand this to my lawyer. | HIGH",
        "Nobody answers my mails. My refund is missing since September. This is unacceptable. | NORMAL",
        "All tills in our 40 stores are down since this morning. We cannot sell anything. | HIGH",
        "Plus personne ne peut se connecter à la plateforme depuis une heure, toute l'équipe est bloquée. | HIGH",
        "nothing works here, screens are black in the whole call center, 200 people are sitting idle | HIGH",
        "Since 9 our production system has been down and no customer can place an order. | HIGH",
        "Desde las 9 nuestro sistema no funciona y ningún cliente puede comprar. | HIGH",
        "Unsere Telefonanlage ist komplett tot, Kunden erreichen uns nicht mehr. | HIGH"
      })
  void complaintsAndStandstillsWantAnAnswer(String text, Priority atLeast) {
    Decision decision = decide(ModelTier.LATENCY_OPTIMIZED, "Hello", text);

    assertThat(decision.needsReply()).isTrue();
    assertThat(decision.priority()).isGreaterThanOrEqualTo(atLeast);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 400})
  void whatSomebodyTypesIsReadBesideAPageOfHtml(int length) {
    String page = "Our autumn sale brings you wonderful shoes and coats in many colours. ";
    String mail =
        """
        From: Jo <jo@sender.example>
        To: desk@acme.example
        Subject: Help
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        Production is down since 9 o'clock, nobody can log in. Please call me.
        --b
        Content-Type: text/html
        Content-Disposition: inline

        <p>%s</p>
        --b--
        """
            .formatted(page.repeat(length));
    Decision decision =
        decide(ModelTier.LATENCY_OPTIMIZED, mail.getBytes(UTF_8), LocalDate.of(2026, 11, 23));

    assertThat(decision.priority()).isGreaterThanOrEqualTo(Priority.HIGH);
    assertThat(decision.needsReply()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(ModelTier.class)
  void aBounceIsForAPersonToPlaceAndWantsNoAnswer(ModelTier tier) {
    String mail =
        """
        From: Mail Delivery System <MAILER-DAEMON@mx.example>
        To: desk@acme.example
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied

        Your order 4711 could not be delivered to its address. Please check it.
        """;
    Decision decision = decide(tier, mail.getBytes(UTF_8), LocalDate.of(2026, 11, 23));

    assertThat(decision.queue().value()).isEqualTo("review");
    assertThat(decision.needsReply()).isFalse();
    assertThat(decision.reasons())
        .extracting(Reason::evidence)
        .anyMatch(words -> words.contains("review by rule: a mail program's report"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Hi", "..."})
  void anEmptyMailHasNothingToGoBy(String subject) {
    Decision decision = decide(ModelTier.LATENCY_OPTIMIZED, subject, "");

    assertThat(decision.confidenceOf()).isEqualTo(ConfidenceOf.RULE);
    assertThat(decision.closestQueue()).isEmpty();
    assertThat(decision.reasons())
        .extracting(Reason::evidence)
        .anyMatch(words -> words.contains("nothing to go by"));
  }

  @ParameterizedTest
  @CsvSource({"2026-11-23, HIGH", "2026-11-09, NORMAL"})
  void aTermCountsFromTheDayAMailWasWritten(LocalDate written, Priority priority) {
    String text = "Please send us the signed copy by 24 November 2026.";
    Decision decision = decide(ModelTier.LATENCY_OPTIMIZED, "Copy", text, written);

    assertThat(decision.priority()).isEqualTo(priority);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01", "2020-11-23"})
  void aDateThatCannotBeIsNotBelieved(LocalDate written) {
    String text = "Please send us the signed copy by 24 November 2026.";
    LocalDate received = LocalDate.of(2026, 11, 23);
    Decision decision = decide(ModelTier.LATENCY_OPTIMIZED, "Copy", text, written, received);

    assertThat(decision.priority()).isEqualTo(Priority.HIGH);
  }

  @Test
  void aQuestionMarkWithinALinkWantsNoAnswer() {
    String text = "Your parcel is on its way. Track it: https://track.example/t?x=1";

    assertThat(decide(ModelTier.LATENCY_OPTIMIZED, "Note", text).needsReply()).isFalse();
  }

  private static Triage triage(ModelTier tier) {
    var queues =
        ((CheckedFile.Usable) DeploymentFile.parse(DeploymentFile.sample(), Path.of(".")))
            .deployment()
            .queues();
    return Starter.load().triage(queues, tier, LANGUAGES);
  }

  private static Decision decide(ModelTier tier, String subject, String text) {
    return decide(tier, subject, text, LocalDate.of(2026, 11, 23));
  }

  private static Decision decide(ModelTier tier, String subject, String text, LocalDate written) {
    return decide(tier, subject, text, written, written);
  }

  private static Decision decide(
      ModelTier tier, String subject, String text, LocalDate written, LocalDate received) {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(written.atTime(9, 0).atOffset(UTC));
    String mail =
        """
        From: Office <office@sender.example>
        To: desk@acme.example
        Date: %s
        Subject: %s
        Content-Type: text/plain; charset=utf-8

        %s
        """
            .formatted(date, subject, text);
    return decide(tier, mail.getBytes(UTF_8), received);
  }

  private static Decision decide(ModelTier tier, byte[] mail, LocalDate received) {
    var request =
        new Triage.Request(
            mail,
            MailAddress.parse("desk@acme.example"),
            MaybeSender.NULL,
            received.atTime(9, 1).toInstant(UTC));
    Triage.Outcome outcome = TRIAGE.computeIfAbsent(tier, PressingMailTest::triage).assess(request);
    return ((Triage.Triaged) outcome).decision();
  }
}
