package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTest {
  @Test
  void requestsAreToldFromFormulasInSeveralLanguages() {
    for (String text :
        List.of(
            "Bitte rufen Sie uns zurück.",
            "Wir fordern Sie auf, die Daten zu löschen.",
            "Rappelez-nous tout de suite.",
            "Merci d’envoyer le contrat signé.",
            "Llámenos cuando pueda.",
            "Solicito la supresión de mis datos.",
            "Peço a exclusão dos meus dados.",
            "Enviem-nos o contrato.",
            "Vi prego di rispondere.",
            "Gelieve te antwoorden.",
            "ご連絡ください。",
            "请提供发票。")) {
      assertThat(Requests.asks(text)).as(text).isTrue();
    }
    for (String text :
        List.of(
            "Wir bitten um Verständnis.",
            "Der Vertrag liegt bei.",
            "Merci de votre aide.",
            "Veuillez agréer, Madame, mes salutations.",
            "Los términos y los exámenes.",
            "Quero agradecer a ajuda.",
            "ご了承ください。",
            "よろしくお願いいたします。")) {
      assertThat(Requests.asks(text)).as(text).isFalse();
    }
  }

  @Test
  void quotedTextAndSignaturesAskNothing() {
    assertThat(NeedsReply.sentences("> Can you come?\nFine.\n--\nAny questions?"))
        .containsExactly("Fine.");
  }
}
