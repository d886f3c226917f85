package dev.postmeridian.triage;

import static dev.postmeridian.triage.Mails.mail;
import static dev.postmeridian.triage.Mails.sender;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.mail.HeaderField;
import dev.postmeridian.mail.Link;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MailContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhishingEvidenceTest {
  private static final Receiver TRUSTING =
      Receiver.of(MailAddress.parse("help@acme.example"), Set.of("mx.example"));

  @Test
  void aLinkThatNamesAnotherDomainIsEvidenceOfPhishing() {
    var link = new Link("https://evil.example.net/login", "www.mybank.example");

    List<Reason> evidence =
        PhishingEvidence.in(mail(List.of(sender("<service@mybank.example>")), List.of(link)));

    assertThat(PhishingEvidence.score(evidence)).isGreaterThanOrEqualTo(PhishingEvidence.PHISHING);
    assertThat(evidence).allMatch(reason -> reason.kind() == Reason.Kind.RULE);
  }

  @Test
  void aLinkWithinOneOrganisationIsNone() {
    var link = new Link("https://login.mybank.co.uk/x", "www.mybank.co.uk");

    assertThat(PhishingEvidence.in(mail(List.of(sender("<a@mail.mybank.co.uk>")), List.of(link))))
        .isEmpty();
  }

  @Test
  void ordinaryLinkTextNamesNoDomain() {
    assertThat(LinkEvidence.misleads(new Link("https://a.example/x", "click here"))).isFalse();
    assertThat(LinkEvidence.misleads(new Link("https://a.example/x", "Read more..."))).isFalse();
    assertThat(LinkEvidence.misleads(new Link("mailto:x@a.example", "b.example"))).isFalse();
  }

  @Test
  void repliesThatAListTakesItselfAreNoEvidence() {
    var elsewhere =
        List.of(sender("Ada <ada@a.example>"), new HeaderField("Reply-To", "x@b.example"));
    var list = new ArrayList<>(elsewhere);
    list.add(new HeaderField("List-Id", "<talk.b.example>"));

    assertThat(PhishingEvidence.in(mail(elsewhere, List.of())))
        .anyMatch(r -> r.evidence().startsWith("replies go to another domain"));
    assertThat(PhishingEvidence.in(mail(list, List.of()))).isEmpty();
  }

  @Test
  void aNameThatTheAddressKnowsNothingOfIsEvidence() {
    String name = "sender's name and address have no word in common";
    assertThat(PhishingEvidence.in(mail(List.of(sender("My Bank <x1@cheap.example>")), List.of())))
        .anyMatch(r -> r.evidence().startsWith(name));
    assertThat(PhishingEvidence.in(mail(List.of(sender("Söhne <info@soehne.example>")), List.of())))
        .hasSize(1);
    assertThat(PhishingEvidence.in(mail(List.of(sender("Jürgen <jurgen@a.example>")), List.of())))
        .isEmpty();
  }

  @Test
  void aNameOfTwoSignsIsANameWhereWordsAreThatShort() {
    assertThat(rules(mail(sender("田中 健 <x1@a.example>"))))
        .containsExactly("sender's name and address have no word in common");
    assertThat(rules(mail(sender("Al <x1@a.example>")))).isEmpty();
  }

  @Test
  void lettersOfTwoAlphabetsInOneWordAreEvidence() {
    assertThat(PhishingEvidence.mixesScripts("P\u0430yPal")).isTrue();
    assertThat(PhishingEvidence.mixesScripts("Привет, Paul, \u03b1 and \u03b2")).isFalse();
  }

  @Test
  void whatTheReceivingServerCouldNotVerifyIsEvidenceAndWhatItCouldIsNone() {
    String nothing = "nothing vouches for its sender";
    assertThat(authenticated("mx.example; spf=none; dkim=none; dmarc=none")).isEmpty();
    assertThat(authenticated("mx.example 1; spf=neutral; dkim=fail (a; spf=pass)"))
        .contains(nothing);
    assertThat(authenticated("mx.example; spf=softfail; dkim=fail")).contains(nothing);
    assertThat(authenticated("mx.example; spf=fail; dkim=pass; dmarc=pass")).isEmpty();
    assertThat(authenticated("mx.example; spf=pass; dkim=none")).isEmpty();
    assertThat(authenticated("mx.example; none")).isEmpty();
    assertThat(authenticated("mx.example; spf=pass; dkim=pass; dmarc=fail"))
        .contains("the sender's domain disowns it");
  }

  @Test
  void whatATrustedServerFoundIsTakenTogether() {
    assertThat(authenticated("MX.example; spf=softfail", "mx.example; dkim=pass")).isEmpty();
    assertThat(authenticated("mx.example; dmarc=pass", "mx.example; spf=fail")).isEmpty();
    assertThat(authenticated("mx.example; spf=fail", "other.example; dkim=pass"))
        .containsExactly("nothing vouches for its sender");
  }

  @Test
  void aFieldFurtherDownDoesNotOverruleTheTopmost() {
    String fail = "mx.example; spf=fail; dkim=none; dmarc=fail";

    assertThat(authenticated(fail, "mx.example; spf=pass; dkim=pass; dmarc=pass"))
        .containsExactlyInAnyOrderElementsOf(authenticated(fail));
    assertThat(authenticated("mx.example; dmarc=pass; spf=pass", fail)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a(b", "\"", "a(b; dmarc=pass"})
  void whatASenderCallsHimselfHidesNoResult(String name) {
    assertThat(authenticated("mx.example; spf=none smtp.helo=" + name + "; dmarc=fail (p=none)"))
        .contains("the sender's domain disowns it");
  }

  @Test
  void whatOthersWroteOfASenderIsNoEvidence() {
    assertThat(authenticated("dkim=none (message not signed) header.d=none;dmarc=fail")).isEmpty();
    assertThat(authenticated("other.example; spf=fail; dkim=fail; dmarc=fail")).isEmpty();
    assertThat(authenticated("(mx.example;) other.example; spf=fail; dmarc=fail")).isEmpty();
  }

  @Test
  void aLinkToTheReceiversOwnPagesIsNone() {
    var content =
        mail(
            List.of(sender("<ada@home.example>")),
            List.of(new Link("https://www.acme.example/account", "my account")));

    assertThat(rules(content)).containsExactly("link leaves the sender's domain");
    assertThat(rules(content, receiver("help@desk.acme.example"))).isEmpty();
    assertThat(rules(content, receiver("someone@gmail.com"))).hasSize(1);
  }

  @Test
  void whoReceivesInASharedDomainOwnsItsPartOfIt() {
    for (String host : List.of("acme.onmicrosoft.com", "ministry.gv.at")) {
      Receiver receiver = receiver("help@" + host);

      assertThat(receiver.owns(host)).isTrue();
      assertThat(receiver.owns("www." + host)).isTrue();
      assertThat(receiver.owns("other." + host.substring(host.indexOf('.') + 1))).isFalse();
      assertThat(receiver.owns("not" + host)).isFalse();
    }
    assertThat(receiver("help@onmicrosoft.com").owns("acme.onmicrosoft.com")).isFalse();
  }

  @Test
  void anAddressInAQueryHidesNoHost() {
    var headers = List.of(sender("<ada@home.example>"));

    assertThat(
            rules(mail(headers, List.of(new Link("https://poll.home.example?a=b@c.example", "")))))
        .isEmpty();
    assertThat(rules(mail(headers, List.of(new Link("https://home.example@evil.example/", "")))))
        .contains("link hides its host behind a user name");
  }

  @Test
  void aNameThatIsTakenOutSaysOfItsAddressWhatItSaidBefore() {
    for (String from :
        List.of(
            "Ada Byron <ada.byron@home.example>",
            "Ada Byron <x1@cheap.example>",
            "Bank Security <x1@cheap.example>",
            "Support <help@cheap.example>",
            "Al <x1@a.example>",
            "Acme <no-reply@acme.example>",
            "Ada Byron <noreply@cheap.example>",
            "<x1@a.example>")) {
      MailContent redacted = RedactedContent.of(mail(sender(from)));

      assertThat(rules(redacted)).as(from).isEqualTo(rules(mail(sender(from))));
      assertThat(BulkRule.isAutomatic(redacted)).as(from).isEqualTo(from.contains("reply"));
      assertThat(redacted.mail().from()).doesNotContain("Ada", "Byron", "x1", "Bank");
    }
  }

  @Test
  void aListMayChangeWhatItSendsOn() {
    var headers =
        List.of(
            sender("<a@a.example>"),
            new HeaderField("List-Post", "<mailto:l@list.example>"),
            new HeaderField("Authentication-Results", "mx.example; spf=none; dmarc=fail"));

    assertThat(rules(mail(headers, List.of()), TRUSTING)).isEmpty();
  }

  @Test
  void whereAnybodyCanSetUpAPageIsEvidence() {
    var headers = List.of(sender("<a@bank.example>"));
    var link = new Link("https://b-1.web.app/login", "Log in");

    assertThat(rules(mail(headers, List.of(link))))
        .containsExactlyInAnyOrder(
            "link leaves the sender's domain", "link to where anybody can set up a page");
    assertThat(rules(mail(List.of(sender("<x@b-1.firebaseapp.com>")), List.of())))
        .containsExactly("sender where anybody can set up a host");
    assertThat(OpenHosts.hasPagesOfAnybody("notbit.ly")).isFalse();
  }

  @Test
  void anOfficeThatItsAddressKnowsNothingOfIsEvidence() {
    String office = "an office's name, and not its address";
    assertThat(rules(mail(List.of(sender("Bank Security <x1@cheap.example>")), List.of())))
        .contains(office);
    assertThat(rules(mail(List.of(sender("Acme Support <support@acme.example>")), List.of())))
        .isEmpty();
    assertThat(rules(mail(List.of(sender("Ada Byron <x1@cheap.example>")), List.of())))
        .doesNotContain(office);
    assertThat(rules(mail(List.of(sender("Acme <>")), List.of())))
        .containsExactly("a sender without an address");
  }

  @Test
  void aButtonThatWritesElsewhereIsEvidenceAndAnAddressIsNone() {
    var headers = List.of(sender("<a@a.example>"));

    assertThat(
            rules(mail(headers, List.of(new Link("mailto:x@b.example?subject=a", "Click here")))))
        .containsExactly("link writes to another domain");
    assertThat(rules(mail(headers, List.of(new Link("mailto:x@b.example", "x@b.example")))))
        .isEmpty();
  }

  @Test
  void repliesToACompanyThatGoToAFreeMailboxAreEvidence() {
    var company =
        List.of(sender("<a@a.example>"), new HeaderField("Reply-To", "a.office@gmail.com"));
    var person = List.of(sender("<a@gmx.de>"), new HeaderField("Reply-To", "a@gmail.com"));

    assertThat(rules(mail(company, List.of())))
        .contains("replies to a company go to a free mailbox");
    assertThat(rules(mail(person, List.of()))).containsExactly("replies go to another domain");
  }

  @Test
  void lettersInDisguiseAreEvidence() {
    String cut = "Con\u200Cfirm your pass\u200Cword, or lo\u200Cse yo\u200Cur mail";

    assertThat(rules(MailContent.of("\uD835\uDDE3ay now", "text")))
        .containsExactly("signs of mathematics in place of letters");
    assertThat(rules(MailContent.of("subject", cut))).contains("invisible signs");
    assertThat(rules(MailContent.of("subject", "News \u200C \u200C \u200C \u200C \u200C today")))
        .isEmpty();
  }

  private static List<String> authenticated(String... results) {
    var headers = new ArrayList<>(List.of(sender("<a@a.example>")));
    for (String field : results) {
      headers.add(new HeaderField("Authentication-Results", field));
    }
    return rules(mail(headers, List.of()), TRUSTING);
  }

  private static Receiver receiver(String mailbox) {
    return Receiver.of(MailAddress.parse(mailbox), Set.of());
  }

  private static List<String> rules(MailContent content) {
    return rules(content, Receiver.UNKNOWN);
  }

  private static List<String> rules(MailContent content, Receiver receiver) {
    return PhishingEvidence.in(content, List.of(), receiver).stream()
        .map(reason -> reason.evidence().replaceFirst(": .*", ""))
        .toList();
  }
}
