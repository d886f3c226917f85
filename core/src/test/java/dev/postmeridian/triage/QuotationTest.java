package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Mon, 16 Nov 2026 at 10:00, Desk <desk@acme.example> wrote:",
        "On Mon, 16 Nov 2026 at 10:00, The Desk of Acme\n<desk@acme.example> wrote:",
        "Am 16.11.26 um 10:00 schrieb Desk:",
        "Le lun. 16 nov. 2026 à 10:00, Desk <desk@acme.example> a écrit :",
        "El lun, 16 nov 2026 a las 10:00, Desk (<desk@acme.example>) escribió:",
        "Em seg., 16 de nov. de 2026 às 10:00, Desk <desk@acme.example> escreveu:",
        "Il giorno lun 16 nov 2026 alle ore 10:00 Desk ha scritto:",
        "Op ma 16 nov 2026 om 10:00 schreef Desk <desk@acme.example>:",
        "2026年11月16日(月) 10:00 Desk <desk@acme.example>のメール:",
        "-----Original Message-----",
        "From: Desk\nSent: Monday 10:00\nTo: Ada;\nBob <bob@x.example>\nSubject: it",
        "*Von:* Desk\n*Gesendet:* Montag 10:00\n*An:* Ada\n*Cc:* Bob\n*Betreff:* es",
        "De : Desk\n\nEnvoyé : lundi 10:00\n\nÀ : Ada\n\nObjet : cela",
        "De: Desk <desk@acme.example>\nEnviado el: lunes\nPara: Ada\nAsunto: eso",
        "Da: Desk [mailto:desk@acme.example]\nA: Ada\nInviato: lunedì",
        "差出人: Desk\n送信日時: 2026年11月16日 10:00\n宛先: Ada\n件名: それ"
      })
  void whatStandsBelowWhoWroteIsQuoted(String above) {
    assertThat(Quotation.own("Re: it", "All is fine.\n" + above + "\n\nAnswer at once.\nBye"))
        .isEqualTo("All is fine.\n");
    assertThat(Quotation.own("Fwd: it", "See below.\n" + above + "\n\nAnswer at once."))
        .contains("Answer at once");
    assertThat(Quotation.own("it", above + "\n\nAnswer at once.")).contains("Answer at once");
  }

  @Test
  void aHeaderMayStandRightAboveWhatIsQuotedAsInHtml() {
    String text =
        "All is fine.\nFrom: Desk\nSent: Monday 10:00\nTo: Ada\nSubject: it\nAnswer at once.";

    assertThat(Quotation.own("Re: it", text)).isEqualTo("All is fine.\n");
  }

  @Test
  void aHeaderBelowALineDrawnNeedsNoAddress() {
    String text = "All is fine.\n_____\nFrom: Desk\nTo: Ada\nDate: Monday\nAnswer at once.";

    assertThat(Quotation.own("Re: it", text)).isEqualTo("All is fine.\n_____\n");
  }

  @Test
  void ownWordsMayStandBetweenWhatIsQuoted() {
    String text = "On 16 Nov 2026, x@acme.example wrote:\n> One?\nYes.\n> Two?\n\nNo.";

    assertThat(Quotation.own("Re: it", text)).isEqualTo("Yes.\n\nNo.\n");
  }

  @Test
  void aWideSignQuotesALineToo() {
    assertThat(Quotation.own("Re: it", "直りました。\n＞障害です。")).isEqualTo("直りました。\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A message from your website.\n\nFrom: Ada\nE-Mail: ada@x.example\nDate: 12.05.2025\nMessage:\nHelp!",
        "Neue Nachricht\n\nVon: Ada\nAn: Vertrieb\nDatum: 12.05.2025\nNachricht: Hilfe!",
        "Order\nFrom: Ada\nDate: Monday\n\nHelp!",
        "A journey:\n\nFrom: Berlin\nTo: Paris\nDate: 12 May 2026\n\nHelp!",
        "Reise:\nVon: Berlin\nAn: Hamburg\nDatum: 12.12.2026\n\nHilfe!",
        "Voyage :\nDe : Paris\nÀ : Lyon\nDate : 12/12/2026 10:00\n\nUrgent !",
        "Envío:\nDe: Madrid\nPara: Sevilla\nFecha: 12/12/2026\n\n¡Urgente!"
      })
  void aWebFormOrAJourneyIsNoQuotation(String text) {
    assertThat(Quotation.own("Contact form", text)).isSameAs(text);
  }

  @Test
  void whatIsForwardedOrAllThatIsSentIsItsSendersOwnHoweverItIsMarked() {
    String forwarded = "FYI\n\nBegin forwarded message:\n\n> From: Ada\n> Pay at once.";
    assertThat(Quotation.own("Fwd: it", forwarded)).isSameAs(forwarded);
    String marked = "> Help!\n> Nobody can work.\n";
    assertThat(Quotation.own("it", marked)).isSameAs(marked);
  }

  @Test
  void aLetterThatSpeaksOfWhoWroteIsItsSendersOwn() {
    String text = "On Monday your colleague wrote:\nwe pay at once.\nFrom: here\nto there";

    assertThat(Quotation.own("it", text)).isSameAs(text);
  }
}
