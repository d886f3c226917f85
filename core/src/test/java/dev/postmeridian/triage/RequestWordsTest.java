package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each language's table says of asking and complaining, and what only sounds so. */
class RequestWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nl|Laat me weten wanneer het pakket komt.
          nl|Stuur mij de factuur.
          nl|Graag een reactie.
          nl|Ik hoor graag van u.
          nl|Graag hoor ik wanneer u kunt leveren.
          nl|Ik verzoek u de rekening te sturen.
          it|Fatemi sapere quando arriva il pacco.
          it|Attendo un vostro riscontro.
          it|Resto in attesa della vostra risposta.
          it|Mi può mandare la fattura.
          it|Inviatemi la fattura.
          it|Desidero annullare il mio ordine.
          it|Chiedo il rimborso.
          zh|请尽快安排退款。
          zh|请取消我的订单。
          zh|请您安排退货。
          zh|希望您能回复我。
          zh|我要求退款。
          de|Geben Sie mir Bescheid, wann die Lieferung kommt.
          de|Lassen Sie mich wissen, ob das klappt.
          de|Ich warte auf Ihre Antwort.
          de|Erstatten Sie mir den Betrag.
          de|Ruf mich an, wenn du Zeit hast.
          de|Sag mir Bescheid, wann es passt.
          fr|Dites-moi quand vous pouvez livrer.
          fr|Faites-moi savoir si cela vous convient.
          fr|Tenez-moi au courant.
          fr|Je souhaite annuler ma commande.
          es|Espero su respuesta.
          es|Quiero cancelar mi pedido.
          es|Mándame la factura.
          es|Envíennos los órganos de repuesto.
          nl|Help ons, niets werkt meer.
          nl|Wij hebben hulp nodig met onze bestelling.
          nl|Kunnen jullie ons helpen met de factuur
          pl|Proszę o pomoc, nie mogę się zalogować.
          pl|Czy możecie mi pomóc z zamówieniem
          pl|Pomóżcie, nic nie działa.
          zh|求助，系统登录不了。
          zh|帮帮我，我的订单丢了。
          ja|助けて、動きません。
          en|We need help with the order.
          de|Wir brauchen Hilfe.
          fr|Nous avons besoin d'aide.
          pt|Quero cancelar a minha encomenda.
          pt|Fico a aguardar a vossa resposta.
          pt|Mande a fatura para mim.
          pt|Envie-nos a fatura.
          ja|返金お願いします。
          ja|返金をお願いしたいです。
          ja|ご返金いただきたく存じます。
          ja|返事をお待ちしております。
          """)
  void requestsAsk(String language, String text) {
    assertThat(Requests.asks(text, language)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          es|Los órganos de gobierno aprobaron el presupuesto.
          es|Los fenómenos observados figuran en el informe adjunto.
          es|Hemos recibido los plátanos en buen estado.
          es|Quiero agradecer su ayuda.
          pt|Parece-me bem, obrigado.
          pt|Enviaram-nos a fatura ontem, está tudo tratado.
          pt|O cliente disse que deram-nos o valor certo.
          de|Ich erwarte keine Antwort.
          de|Ich benötige nichts weiter, danke.
          de|Bitte schön, gern geschehen.
          de|Haben Sie vielen Dank.
          de|Gegen Sie liegt nichts vor.
          en|I look forward to your visit.
          en|Looking forward to hearing from you.
          en|Great work this week, please keep it up!
          en|Please let me know if you have any questions.
          de|Für Rückfragen stehe ich gerne zur Verfügung.
          de|Bei Fragen melden Sie sich gerne.
          de|Bitte zögern Sie nicht, mich anzurufen.
          pl|Dziękuję za pomoc.
          zh|谢谢您帮我。
          fr|Dans l'attente de votre visite, bonne semaine.
          es|Quedamos a la espera de su visita.
          ja|ご了承くださいますようお願いいたします。
          en|Please find attached the report for May.
          en|Enclosed please find the contract.
          de|Anbei finden Sie den Bericht.
          de|Bitte finden Sie anbei den Bericht.
          fr|Veuillez trouver ci-joint le rapport.
          fr|Nous vous prions de trouver ci-joint le rapport.
          es|Adjunto el informe de mayo.
          es|Por favor, encuentre adjunto el informe.
          es|Sírvase encontrar adjunto el informe.
          nl|In bijlage vindt u het verslag.
          nl|Gelieve in bijlage het verslag te vinden.
          it|In allegato la relazione.
          it|Si prega di trovare in allegato la relazione.
          pt|Segue em anexo o relatório.
          pt|Por favor, encontre em anexo o relatório.
          nl|Uw verzoek is verwerkt.
          nl|Op verzoek van de klant is alles geregeld.
          it|Chiedo scusa per il ritardo, la fattura è pagata.
          fr|Voici le chez-nous, tout est réglé.
          ja|ご確認ありがとうございました。
          ja|ご注文をお願いした商品が届きました。
          ja|よろしくお願いします。
          ja|ご来店をお待ちしております。
          ja|ご回答を受け取りました。
          ja|ご確認いただきました。
          zh|我需要的东西都到了，谢谢。
          pt|Lembra-me a minha infância.
          zh|我的申请已经通过。
          zh|请放心。
          zh|请查收附件。
          """)
  void whatOnlySoundsLikeARequestAsksNothing(String language, String text) {
    assertThat(Requests.asks(text, language)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nobody answers my mails.",
        "I wrote twice and got no answer.",
        "I have not received an answer to my question of 2 November.",
        "My parcel has not arrived.",
        "It never arrived.",
        "I have been waiting for three weeks.",
        "No one answers me.",
        "You have not answered yet.",
        "Nobody ever replied to my two mails.",
        "My refund is missing since September.",
        "The invoice shows the wrong amount.",
        "The kettle doesn't work.",
        "Niemand meldet sich.",
        "Ich warte seit drei Wochen auf eine Antwort.",
        "Die Waschmaschine ist nach zwei Wochen kaputt.",
        "Auf der Rechnung steht der falsche Betrag.",
        "Die Heizung geht nicht mehr.",
        "Ich habe immer noch keine Antwort.",
        "Je n'ai toujours pas reçu de réponse.",
        "La lampe est arrivée cassée.",
        "No he recibido respuesta.",
        "El paquete no ha llegado.",
        "La lámpara no funciona.",
        "Nadie responde a mis correos.",
        "La lampe ne fonctionne plus.",
        "La lampada non funziona.",
        "O sistema não funciona desde ontem.",
        "Lampa nie działa.",
        "De lamp werkt niet meer.",
        "Ainda não recebi o meu dinheiro.",
        "Ninguém me responde.",
        "Non ho ancora ricevuto il rimborso.",
        "La lampada è rotta.",
        "Ik heb geen antwoord gekregen.",
        "De wasmachine is na twee weken kapot.",
        "Nikt nie odpowiada.",
        "Nie otrzymałem zwrotu.",
        "返事がまだありません。",
        "荷物が届いていません。",
        "没有人回复我。",
        "包裹还没收到。"
      })
  void whoeverComplainsWaitsForHelp(String sentence) {
    assertThat(NeedsReply.complains(sentence)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nothing is missing.",
        "Nobody answers faster than you.",
        "This is the third time I order from you and I love it.",
        "It has never arrived late.",
        "I never received better service.",
        "We have not heard from you, so this ticket was closed.",
        "I have heard nothing but good things of you.",
        "I have not come across a better lamp.",
        "It was worth waiting three weeks.",
        "I have not answered yet because I was away.",
        "No question was left unanswered.",
        "The team is broken down by country.",
        "Es fehlt nichts.",
        "Niemand antwortet schneller als Sie.",
        "Am Sonntag geht nicht mehr als ein Ausflug.",
        "Ich warte schon voller Freude auf das Fest.",
        "Wir hatten bisher keine Probleme.",
        "Wir kaufen defekte Geräte.",
        "La oficina no funciona los domingos.",
        "Nadie responde más rápido.",
        "Personne ne répond aussi vite que vous.",
        "Le bureau ne fonctionne pas le dimanche.",
        "L'ufficio non funziona la domenica.",
        "O escritório não funciona aos domingos.",
        "Biuro nie działa w niedzielę.",
        "Niczego nie brakuje.",
        "Hij werkt niet op maandag.",
        "Er ontbreekt niets.",
        "I didn't get home until ten.",
        "If you have not received the code, use the other form.",
        "The lamp is not broken.",
        "Nothing is wrong with the lamp.",
        "My parcel has arrived.",
        "Es ist alles angekommen, nichts fehlt.",
        "Die Lampe ist nicht kaputt.",
        "J'ai reçu la réponse.",
        "Falls die Ware nicht angekommen ist, gilt der Beleg.",
        "Si usted no ha recibido respuesta, use el otro formulario."
      })
  void whatIsDeniedOrMayBeIsNoComplaint(String sentence) {
    assertThat(NeedsReply.complains(sentence)).isFalse();
  }
}
