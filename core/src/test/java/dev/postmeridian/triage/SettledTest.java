package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettledTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thanks, works again.",
        "Hi,\n\nthank you, everything is back to normal. Have a nice weekend!\n\nBest regards\nAda",
        "Thanks!\nAda",
        "Thanks, works again\nAda Lovelace",
        "Thank you so much for your quick help. Have a good one!",
        "Vielen Dank, jetzt läuft wieder alles.",
        "Thank you, solved.",
        "Merci de votre aide, bonne journée !",
        "Danke, läuft wieder.",
        "Vielen Dank, jetzt funktioniert alles wieder.",
        "Merci beaucoup, tout fonctionne de nouveau.",
        "Muchas gracias, ya está todo bien.",
        "Obrigado, voltou ao normal.",
        "Grazie, ora funziona.",
        "Bedankt, het werkt weer.",
        "ありがとうございます。復旧しました。",
        "谢谢，已经恢复了。"
      })
  void aReplyThatOnlyThanksOrSaysThatAllIsWellIsSettled(String text) {
    assertThat(Settled.in(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thanks for the quick fix!\n\nYou wrote: “Our production is down, can you help?”",
        "Muchas gracias, ya funciona.\n\nEl lunes escribió:\n«El servidor está caído.»",
        "ありがとうございます。復旧しました。\n\n前回のメール：「障害が発生しました。至急ご対応ください。」",
        "Danke, läuft wieder.\nSie schrieben: „Alles steht still.“",
        "Danke, läuft wieder.\nAm Montag schrieben Sie: „Alles steht still.“",
        "Thank you, solved.\n\nYou wrote:\n\"Production is down.\nNobody can log in.\""
      })
  void whatItQuotesBetweenMarksIsNotItsOwn(String text) {
    assertThat(Settled.in(Settled.withoutQuotes(text))).isPresent();
  }

  @Test
  void aLongTextIsNotLookedThroughForQuotations() {
    String text = "Thanks.\n“" + "It is down. ".repeat(400) + "”";

    assertThat(Settled.withoutQuotes(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It still says “production is down”.",
        "Great. “The server is down again, nobody can work.”",
        "Thanks!\n\"Please cancel my order 4711 and refund me by tomorrow.\"",
        "It still says: “production is down”. Thanks",
        "We still get this error: \"Connection refused\". Thanks",
        "Thanks, everything is fine.\nAnother problem: \"the printer on floor 3 burns\"",
        "Thanks! Why do I get: \"no such host\"?",
        "I cancel the order:\n\"blue 42\"\nThanks",
        "Es kommt immer noch: „Alles steht still.“ Danke"
      })
  void whatIsQuotedStaysWhereTheRestSaysMore(String text) {
    assertThat(Settled.withoutQuotes(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thanks, but it fails.",
        "Thanks, it does not work.",
        "Thanks, now it fails on every machine and our shop is closed.",
        "Danke, jetzt fehlt die Rechnung 4711.",
        "Danke, jetzt fehlt Rechnung 4711",
        "I have a good reason to cancel my contract, thanks",
        "All good people left and I cancel my contract with you.",
        "Thanks. Still broken.",
        "Merci, tout est en panne.",
        "谢谢，现在还报错。",
        "Thanks for the call. The system fails again since noon.",
        "Thank you in advance for your help.",
        "Danke, aber es steht wieder alles.",
        "Merci d'envoyer le contrat.",
        "The invoice is attached.",
        "ありがとうございます。また障害が起きました。",
        "Ada"
      })
  void whoSaysAnythingElseIsNot(String text) {
    assertThat(Settled.in(text)).isEmpty();
  }
}
