package dev.postmeridian.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.mail.HeaderField;
import dev.postmeridian.mail.Link;
import dev.postmeridian.mail.MailContent;
import dev.postmeridian.mail.ParsedMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
  }

  @Test
  void aLinkThatNamesAnotherDomainIsEvidenceOfPhishing() {
    var link = new Link("https://evil.example.net/login", "www.mybank.example");

    List<Reason> evidence =
        PhishingEvidence.in(mail(List.of(from("<service@mybank.example>")), List.of(link)));

    assertThat(PhishingEvidence.score(evidence)).isGreaterThanOrEqualTo(PhishingEvidence.PHISHING);
    assertThat(evidence).allMatch(reason -> reason.kind() == Reason.Kind.RULE);
  }

  @Test
  void aLinkWithinOneOrganisationIsNone() {
    var link = new Link("https://login.mybank.co.uk/x", "www.mybank.co.uk");

    assertThat(PhishingEvidence.in(mail(List.of(from("<a@mail.mybank.co.uk>")), List.of(link))))
        .isEmpty();
  }

  @Test
  void ordinaryLinkTextNamesNoDomain() {
    assertThat(PhishingEvidence.misleads(new Link("https://a.example/x", "click here"))).isFalse();
    assertThat(PhishingEvidence.misleads(new Link("https://a.example/x", "Read more...")))
        .isFalse();
    assertThat(PhishingEvidence.misleads(new Link("mailto:x@a.example", "b.example"))).isFalse();
  }

  @Test
  void repliesThatAListTakesItselfAreNoEvidence() {
    var elsewhere =
        List.of(from("Ada <ada@a.example>"), new HeaderField("Reply-To", "x@b.example"));
    var list = new ArrayList<>(elsewhere);
    list.add(new HeaderField("List-Id", "<talk.b.example>"));

    assertThat(PhishingEvidence.in(mail(elsewhere, List.of())))
        .anyMatch(r -> r.evidence().startsWith("replies go to another domain"));
    assertThat(PhishingEvidence.in(mail(list, List.of()))).isEmpty();
  }

  @Test
  void aNameThatTheAddressKnowsNothingOfIsEvidence() {
    String name = "sender's name and address have no word in common";
    assertThat(PhishingEvidence.in(mail(List.of(from("My Bank <x1@cheap.example>")), List.of())))
        .anyMatch(r -> r.evidence().startsWith(name));
    assertThat(PhishingEvidence.in(mail(List.of(from("Söhne <info@soehne.example>")), List.of())))
        .hasSize(1);
    assertThat(PhishingEvidence.in(mail(List.of(from("Jürgen <jurgen@a.example>")), List.of())))
        .isEmpty();
  }

  @Test
  void lettersOfTwoAlphabetsInOneWordAreEvidence() {
    assertThat(PhishingEvidence.mixesScripts("P\u0430yPal")).isTrue();
    assertThat(PhishingEvidence.mixesScripts("Привет, Paul, \u03b1 and \u03b2")).isFalse();
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
    assertThat(junkScore("Click here for the report on the lottery bill"))
        .as("two kinds")
        .isGreaterThanOrEqualTo(JunkPhrases.TOGETHER);
    assertThat(junkScore("the lottery case was adjourned"))
        .as("one kind")
        .isLessThan(JunkPhrases.TOGETHER);
  }

  @Test
  void bulkOfAListThatTakesPostsIsNotOneWay() {
    var list = new HeaderField("List-Id", "<news>");
    var posts = new HeaderField("List-Post", "<mailto:talk@a.example>");

    assertThat(BulkRule.isOneWay(mail(List.of(list), List.of()))).isTrue();
    assertThat(BulkRule.isOneWay(mail(List.of(list, posts), List.of()))).isFalse();
  }

  @Test
  void redactionTakesOutWhatItsFormGivesAway() {
    String redacted =
        Redaction.of(
            """
            Dear Ms Lovelace,
            call +49 (30) 1234-5678 or write to ada@example.org about
            DE89 3704 0044 0532 0130 00 and card 4111 1111 1111 1111,
            see https://shop.example/u/ada?token=secret
            Kind regards,
            Grace Hopper
            """);

    assertThat(redacted)
        .doesNotContain("Lovelace", "1234", "ada@", "3704", "4111", "secret", "Hopper")
        .contains("about", "https://shop.example", "Kind regards");
  }

  private static double junkScore(String text) {
    String folded = JunkFeatures.folded(MailContent.of("", text));
    return JunkPhrases.score(JunkPhrases.reasons(JunkPhrases.in(folded)));
  }

  private static HeaderField from(String value) {
    return new HeaderField("From", value);
  }

  private static MailContent mail(List<HeaderField> headers, List<Link> links) {
    String from =
        headers.stream().filter(h -> h.is("From")).map(HeaderField::value).findFirst().orElse("");
    var parsed =
        new ParsedMail(
            "subject",
            from,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            "text",
            List.of(),
            List.of());
    return new MailContent(parsed, headers, Optional.empty(), links);
  }
}
