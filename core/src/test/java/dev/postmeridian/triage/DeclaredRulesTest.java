package dev.postmeridian.triage;

import static dev.postmeridian.triage.Mails.mail;
import static dev.postmeridian.triage.Mails.sender;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.mail.HeaderField;
import dev.postmeridian.mail.MailContent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredRulesTest {
  @Test
  void listHeadersAndPrecedenceMakeBulk() {
    assertThat(BulkRule.in(mail(List.of(new HeaderField("LIST-ID", "<news>")), List.of())))
        .hasValueSatisfying(r -> assertThat(r.kind()).isEqualTo(Reason.Kind.RULE));
    assertThat(BulkRule.in(mail(List.of(new HeaderField("Precedence", " Bulk ")), List.of())))
        .isPresent();
    assertThat(BulkRule.in(mail(List.of(new HeaderField("Precedence", "first")), List.of())))
        .isEmpty();
  }

  @Test
  void aFailedDeliveryIsNoAutomaticAnswerForSomebodyHasToKnow() {
    var answered = new HeaderField("Auto-Submitted", "auto-replied");
    var report = new HeaderField("Content-Type", "multipart/report; report-type=delivery-status");
    assertThat(BulkRule.isAnswer(mail(List.of(answered), List.of()))).isTrue();
    assertThat(BulkRule.isAnswer(mail(List.of(answered, report), List.of()))).isFalse();
    assertThat(BulkRule.isAutomatic(mail(List.of(answered, report), List.of()))).isTrue();
    assertThat(BulkRule.isReport(mail(List.of(report), List.of()))).isTrue();
    assertThat(BulkRule.isAutomatic(mail(List.of(report), List.of()))).isTrue();
    assertThat(BulkRule.isReport(mail(List.of(answered), List.of()))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "multipart/report; boundary=b; report-type=\"delivery-status\" | a@b.example | true",
        "multipart/report; report-type=disposition-notification | a@b.example | true",
        "multipart/report; report-type=feedback-report | a@b.example | false",
        "multipart/report; boundary=b | a@b.example | false",
        "text/plain | MAILER-DAEMON@mx.b.example (Mail Delivery System) | true",
        "text/plain | Mail Delivery System <Mailer-Daemon@mx.b.example> | true",
        "text/plain | \"Mailer-Daemon@b.example\" <jo@b.example> | false",
        "text/plain | jo@b.example (Mailer-Daemon@b.example) | false",
        "text/plain | \"noreply@b.example\" <jo@b.example> | false"
      })
  void aMailProgramsReportIsToldByItsTypeOrItsAddress(String type, String from, boolean report) {
    MailContent content = mail(sender(from), new HeaderField("Content-Type", type));

    assertThat(BulkRule.isReport(content)).isEqualTo(report);
    assertThat(BulkRule.isReport(RedactedContent.of(content))).isEqualTo(report);
    assertThat(BulkRule.isAutomatic(content)).isEqualTo(report);
  }

  @Test
  void phrasesOfJunkAreFoundInAllLanguagesAndCountOnlyTogether() {
    for (String text :
        List.of(
            "You have won 500 dollars, click here",
            "Sie haben 500 Euro gewonnen, klicken Sie hier",
            "Vous avez gagné 500 euros, cliquez ici",
            "Ha ganado 500 euros, pulse aquí",
            "Você ganhou 500 reais, clique aqui",
            "500円当選しました。こちらをクリック")) {
      assertThat(junkScore(text)).as(text).isGreaterThanOrEqualTo(JunkPhrases.TOGETHER);
    }
    assertThat(junkScore("You won the lottery")).as("one kind").isLessThan(JunkPhrases.TOGETHER);
  }

  @Test
  void whatCustomersWriteOfIsNoPhraseOfJunk() {
    for (String text :
        List.of(
            "I paid with a gift card, and my payment details were refused; the free gift and the"
                + " welcome bonus are missing. The page says click here.",
            "Click here for the report on the lottery bill",
            "Ich war beim Gewinnspiel dabei. Wann stehen die Gewinner fest, und wo liegen meine"
                + " Zahlungsdaten?",
            "Votre prix me convient. Je n'ai pas reçu la récompense.",
            "Uw prijs is goed. Klik hier staat er.",
            "My account has been suspended, mein Konto wurde gesperrt, mon compte a été bloqué")) {
      assertThat(junkScore(text)).as(text).isLessThan(JunkPhrases.TOGETHER);
      assertThat(JunkPhrases.in(JunkFeatures.folded(MailContent.of("", text))))
          .as(text)
          .noneMatch(found -> found.kind() == JunkPhrases.Kind.CREDENTIALS);
    }
  }

  @Test
  void bulkOfAListThatTakesPostsIsNotOneWay() {
    var list = new HeaderField("List-Id", "<news>");
    var posts = new HeaderField("List-Post", "<mailto:talk@a.example>");

    assertThat(BulkRule.isOneWay(mail(List.of(list), List.of()))).isTrue();
    assertThat(BulkRule.isOneWay(mail(List.of(list, posts), List.of()))).isFalse();
  }

  private static double junkScore(String text) {
    String folded = JunkFeatures.folded(MailContent.of("", text));
    return JunkPhrases.score(JunkPhrases.reasons(JunkPhrases.in(folded)));
  }
}
