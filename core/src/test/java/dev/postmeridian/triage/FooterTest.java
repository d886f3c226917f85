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
        "Please notify\nthe sender immediately and delete\nevery copy.",
        "If you have received this e-mail in error, please notify us immediately.",
        "Sollte diese Nachricht versehentlich zu Ihnen kommen, benachrichtigen Sie uns sofort.",
        "Informieren Sie bitte sofort den Absender und vernichten Sie sie.",
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
        "It runs -- mostly.\n---\nCall me."
      })
  void whatASenderWantsIsNoFooter(String text) {
    assertThat(Footer.cut(text)).isEqualTo(text);
  }

  @Test
  void aSignatureIsAllBelowTwoDashes() {
    assertThat(Footer.cut("Fine.\n-- \nAny questions? Call at once.")).isEqualTo("Fine.\n");
    assertThat(Footer.cut("Fine.\r\n--\r\nAny questions?")).isEqualTo("Fine.\r\n");
  }
}
