package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FooterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Should it have come to you in error, contact the sender at once.",
        "Please notify\nthe sender immediately and delete\nthis message.",
        "If you have received this e-mail in error, please notify us immediately.",
        "Sollte diese Nachricht versehentlich zu Ihnen kommen, benachrichtigen Sie uns sofort.",
        "Informieren Sie bitte sofort den Absender und vernichten Sie diese Mail.",
        "Si vous l'avez reçu par\nerreur, merci d'avertir l'expéditeur et de le supprimer.",
        "Si lo ha recibido por error, notifíquelo al remitente y elimínelo de inmediato.",
        "Se a recebeu por engano, avise o remetente e apague-a imediatamente.",
        "Se lo avete ricevuto per errore, avvisate subito il mittente e cancellatelo.",
        "Breng de afzender direct op de hoogte en verwijder dit bericht.",
        "誤って受信された場合は、至急送信者に連絡し、削除してください。",
        "如误收此邮件，请立即通知发件人并删除。"
      })
  void whatAMisledReaderIsToDoIsFooter(String notice) {
    assertThat(Footer.cut("It works.\n\n" + notice).strip()).isEqualTo("It works.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Please inform the sender of the parcel today.",
        "Should we notify the sender and delete the record?",
        "Please delete my account and notify me.",
        "I got this e-mail by mistake, please delete my address.",
        "Please contact the sender of this message.",
        "If the parcel came in error, please notify us.",
        "Bitte informieren Sie den Absender des Pakets.",
        "If you still hold my data by mistake, please delete it and notify me.",
        "If you charged us in error, please delete the invoice and inform the sender.",
        "If you received this e-mail, please delete the invoice and inform me.",
        "Falls Sie meine Daten versehentlich erhalten haben, löschen Sie sie und informieren Sie mich.",
        "Bitte löschen Sie meine Daten und informieren Sie auch den Absender der Werbung.",
        "Si vous avez gardé mes données par erreur, merci de les supprimer et de m'avertir.",
        "Si conservan mis datos por error, por favor elimínenlos y contacten conmigo.",
        "もし誤って登録されている場合は、削除してご連絡ください。",
        "如果系统错误导致重复订单，请把它删除并通知我。",
        "It runs -- mostly.\n---\nCall me."
      })
  void whatASenderWantsIsNoFooter(String text) {
    assertThat(Footer.cut("Hello,\n\nIt works.\n\n" + text)).endsWith(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Dear Sir,\n\n"})
  void whatAMailBeginsWithIsNoFooter(String greeting) {
    String text =
        greeting + "If you have received this e-mail in error, please delete it and notify us.";

    assertThat(Footer.cut(text)).isEqualTo(text);
  }

  @Test
  void aSignatureIsAllBelowTwoDashes() {
    assertThat(Footer.cut("Fine.\n-- \nAny questions? Call at once.")).isEqualTo("Fine.\n");
    assertThat(Footer.cut("Fine.\r\n--\r\nAda\r\nAny questions?")).isEqualTo("Fine.\r\n");
    assertThat(Footer.cut("A\n-- \nB\n-- \nAda")).isEqualTo("A\n-- \nB\n");
  }

  @Test
  void aSignatureEndsWhereAForwardedMailBegins() {
    String mail =
        "-----Original Message-----\nFrom: Bo <bo@x.example>\nSent: Monday\nTo: Ada\n\nHelp!\n";

    assertThat(Footer.cut("See below.\n-- \nAda\n\n" + mail + "--\nBo\n"))
        .isEqualTo("See below.\n" + mail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Order 4711\n--\nThe machine does not start. Please send somebody.",
        "Name: Ada\n--\nMessage: please call me",
        "-- \nHelp",
        "One\n-- \n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13"
      })
  void aLineDrawnWithinAMailBeginsNoSignature(String text) {
    assertThat(Footer.cut(text)).isEqualTo(text);
  }
}
