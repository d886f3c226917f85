package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            "请提供发票。",
            "请把目录发给我。",
            "Ich hätte gern einen Termin.",
            "Je voudrais un devis.",
            "Vorrei un preventivo.",
            "Ik zou graag een offerte ontvangen.")) {
      assertThat(Requests.asks(text, "und")).as(text).isTrue();
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
      assertThat(Requests.asks(text, "und")).as(text).isFalse();
    }
  }

  @Test
  void englishRequestsAreToldFromFormulas() {
    for (String text :
        List.of(
            "Please close my account.",
            "Could you look into this",
            "Kindly change the address.",
            "Plant 3, bitte um Rückruf!",
            "Rappelez-nous",
            "We look forward to your answer.",
            "I would be grateful for a copy.",
            "I would like a copy.",
            "Send it again.")) {
      assertThat(Requests.asks(text, "en")).as(text).isTrue();
    }
    for (String text :
        List.of(
            "Please find the report attached.",
            "Please note that we are closed.",
            "It pleased us.",
            "They voted in favor at the rendez-vous.",
            "Feel free to use it.",
            "They send it again and again.",
            "We'd like to thank you.",
            "I would like to let you know that it came.")) {
      assertThat(Requests.asks(text, "en")).as(text).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "There is no need to respond.",
        "No answer required",
        "No further action is needed.",
        "Aucune action n'est requise.",
        "Geen actie nodig",
        "A reply is not expected.",
        "Please don't reply to this message.",
        "You don’t have to answer this.",
        "Eine Rückmeldung ist nicht erforderlich.",
        "Keine Antwort nötig!",
        "Sie brauchen nicht zu antworten",
        "Bitte nicht auf diese E-Mail antworten",
        "Inutile de me répondre.",
        "Merci de ne pas répondre à ce message",
        "No es necesario que responda.",
        "Não precisa responder.",
        "Non occorre rispondere",
        "Geen reactie nodig",
        "Je hoeft niet te antwoorden.",
        "ご返信には及びません。",
        "无需回复"
      })
  void whatNeedsNoAnswerSaysSo(String text) {
    assertThat(Requests.unwaived(text)).isNotEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I have had no reply yet.",
        "If you do not reply by Friday, we sue.",
        "If no reply is needed, why ask?",
        "Ich habe noch keine Antwort.",
        "Die Antwort ist nicht richtig.",
        "Je n'ai aucune réponse.",
        "No he recibido respuesta.",
        "ご返信をお待ちしています。",
        "请回复"
      })
  void whoHasNoAnswerYetDoesNotSayThatNoneIsNeeded(String text) {
    assertThat(Requests.unwaived(text)).isEqualTo(text);
  }

  @Test
  void aFormulaSilencesItsOwnPhraseAlone() {
    for (String text :
        List.of(
            "We look forward to your visit and would appreciate a short confirmation.",
            "Please note that our address changed, please update your records.",
            "Please find attached the contract and send it back signed.",
            "Wir bitten um Verständnis, und bitte nennen Sie uns einen neuen Termin.",
            "Veuillez trouver ci-joint le contrat, que nous vous prions de signer.",
            "ご了承のうえ、書類をお送りください。")) {
      assertThat(Requests.asks(text, "und")).as(text).isTrue();
    }
    assertThat(Requests.withoutFormulas("Please find attached the plan.", "en").strip())
        .isEqualTo("attached the plan.");
  }

  @Test
  void aQuestionMarkWithinALinkAsksNothing() {
    for (String text : List.of("Why?", "Is it so?)", "¿Por qué", "いいですか？はい", "可以吗?谢谢")) {
      assertThat(Requests.isQuestion(text)).as(text).isTrue();
    }
    assertThat(Requests.isQuestion("Wo ist meine Bestellung?Danke")).isTrue();
    assertThat(Requests.isQuestion("The notes: https://wiki.example/page?id=77")).isFalse();
  }

  @Test
  void greetingsAndClosingsAskNothing() {
    assertThat(NeedsReply.sentences("Hi,\n\nIt works.\n\nThanks,\nNina"))
        .containsExactly("It works.", "Nina");
  }

  @Test
  void quotedTextAsksNothing() {
    assertThat(NeedsReply.sentences("> Can you come?\nFine.")).containsExactly("Fine.");
  }

  @Test
  void whatWaivesAnAnswerSilencesNoMoreThanItsClause() {
    assertThat(Requests.unwaived("No reply by post needed.")).isEqualTo("No reply by post needed.");
    assertThat(Requests.unwaived("No reply needed at all, can it wait?")).isEqualTo("can it wait?");
    assertThat(Requests.unwaived("Sie brauchen nicht zu antworten, rufen Sie mich an."))
        .isEqualTo("rufen sie mich an.");
    assertThat(Requests.unwaived("Fix it when you can, but no answer is needed.")).isEmpty();
    assertThat(Requests.unwaived("No answer needed for May, but where is June?"))
        .isEqualTo("where is june?");
    assertThat(Requests.unwaived("Keine Antwort nötig, aber bitte senden Sie den Plan."))
        .isEqualTo("bitte senden sie den plan.");
    assertThat(Requests.unwaived("返信は不要ですが、請求書を送ってください。")).isEqualTo("請求書を送ってください。");
    assertThat(Requests.unwaived("Where is June?")).isEqualTo("Where is June?");
  }
}
