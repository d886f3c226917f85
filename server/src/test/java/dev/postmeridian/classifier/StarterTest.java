package dev.postmeridian.classifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.config.CheckedFile;
import dev.postmeridian.config.DeploymentFile;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.QueueName;
import dev.postmeridian.triage.Reason;
import dev.postmeridian.triage.Triage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StarterTest {
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final Starter STARTER = Starter.load();
  private static final Set<String> LANGUAGES = Set.of("en", "de", "fr", "es", "it", "pt", "ja");
  private static final List<Queue> QUEUES =
      ((CheckedFile.Usable) DeploymentFile.parse(DeploymentFile.sample(), Path.of(".")))
          .deployment()
          .queues();

  private static final String QUESTION =
      """
      From: Ada Lovelace <ada@customer.example>
      To: help@acme.example
      Message-ID: <1@customer.example>
      Subject: Invoice 4711 was charged twice

      Dear Mr Babbage,

      my card was charged twice for the same invoice. Could you please refund the second payment?
      Call me at +44 20 7946 0958.

      Kind regards,
      Ada Lovelace
      """;

  private static final Triage GDPR = STARTER.triage(QUEUES, ModelTier.GDPR_COMPLIANT, LANGUAGES);
  private static final Triage TRIAGE =
      STARTER.triage(QUEUES, ModelTier.LATENCY_OPTIMIZED, LANGUAGES);

  @Test
  void aQuestionAboutAnInvoiceGoesToBillingAndNeedsAReply() {
    Decision decision = decide(TRIAGE, QUESTION);

    assertThat(decision.junk()).isEqualTo(JunkVerdict.HAM);
    assertThat(decision.queue()).isEqualTo(new QueueName("billing"));
    assertThat(decision.needsReply()).isTrue();
    assertThat(decision.language()).isEqualTo("en");
    assertThat(decision.model()).isEqualTo("starter@1/latency-optimized");
    assertThat(decision.runnerUp()).isPresent();
    assertThat(decision.reasons()).anyMatch(r -> r.evidence().contains("invoice"));
  }

  @Test
  void wordsThatEveryTextHasAreNoReasonsToRead() {
    assertThat(decide(TRIAGE, QUESTION).reasons())
        .filteredOn(r -> r.about() == Reason.About.JUNK && r.kind() == Reason.Kind.WORD)
        .isNotEmpty()
        .extracting(Reason::evidence)
        .doesNotContain("the", "for", "you", "my", "me", "at");
  }

  @Test
  void queuesWorkInLanguagesTheirExamplesSpeak() {
    Decision decision =
        decide(
            TRIAGE,
            """
            From: Kunde <kunde@firma.example>
            Subject: Server ausgefallen
            Content-Type: text/plain; charset=utf-8

            Guten Tag, unser Server ist seit heute Morgen ausgefallen und niemand kann sich anmelden.
            """);

    assertThat(decision.queue()).isEqualTo(new QueueName("incidents"));
    assertThat(decision.language()).isEqualTo("de");
  }

  @Test
  void anInvoiceInJapaneseGoesToBilling() {
    Decision decision =
        decide(
            TRIAGE,
            """
            From: =?UTF-8?B?5L2Q6Jek?= <sato@kaisha.example>
            Subject: =?UTF-8?B?6KuL5rGC5pu444Gu5Lu2?=
            Content-Type: text/plain; charset=utf-8

            お世話になっております。先月分の請求書をお送りいたします。お支払いをお願いいたします。
            """);

    assertThat(decision.queue()).isEqualTo(new QueueName("billing"));
    assertThat(decision.language()).isEqualTo("ja");
  }

  @Test
  void reviewSaysThatItIsNotSureAndWhatItsBestGuessesAre() {
    Decision decision =
        decide(
            TRIAGE,
            """
            From: Ada <ada@customer.example>
            Subject: Saturday

            The heron stood by the river again, and the children drew it in chalk on the pavement.
            """);

    assertThat(decision.queue()).isEqualTo(QueueName.REVIEW);
    assertThat(decision.confidence()).isLessThanOrEqualTo(0.5);
    assertThat(decision.reasons())
        .anyMatch(r -> r.evidence().matches("low confidence: closest .+ \\d+%, then .+ \\d+%"));
  }

  @Test
  void bulkMailThatFitsNoQueueDoesNotFillReview() {
    Decision decision =
        decide(
            TRIAGE,
            """
            From: Garden News <news@garden.example>
            Subject: Herons in spring
            List-Unsubscribe: <https://garden.example/off>

            The heron stood by the river again, and the children drew it in chalk on the pavement.
            """);

    assertThat(decision.junk()).isEqualTo(JunkVerdict.BULK);
    assertThat(decision.queue()).isEqualTo(QueueName.JUNK);
    assertThat(decision.priority().word()).isEqualTo("low");
  }

  @Test
  void aRequestInJapaneseIsOneAndAClosingFormulaIsNot() {
    String mail =
        """
        From: Sato <sato@kaisha.example>
        Subject: Invoice
        Content-Type: text/plain; charset=utf-8

        先月分の請求書をお送りいたしました。%sよろしくお願いいたします。
        """;

    assertThat(decide(TRIAGE, mail.formatted("内容をご確認ください。")).reasons())
        .anyMatch(reason -> reason.evidence().startsWith("a request"));
    assertThat(decide(TRIAGE, mail.formatted("")).reasons())
        .noneMatch(reason -> reason.evidence().startsWith("a request"));
  }

  @Test
  void mailThatGoesToAQueueIsSurerOfItThanOfAnyOther() {
    Decision decision = decide(TRIAGE, QUESTION);

    assertThat(decision.confidence()).isBetween(0.5, 1.0);
    assertThat(decision.runnerUp().orElseThrow().margin()).isPositive();
  }

  @Test
  void aLinkInDisguiseMakesPhishing() {
    Decision decision =
        decide(
            TRIAGE,
            """
            From: "service@mybank.example" <x9@cheap-host.example.net>
            Reply-To: collect@other.example.org
            Subject: Your account is suspended!
            Content-Type: text/html

            <p>Dear customer, your account has been limited. Verify your password now or lose access.</p>
            <a href="http://203.0.113.9/login">https://www.mybank.example/login</a>
            """);

    assertThat(decision.junk()).isEqualTo(JunkVerdict.PHISHING);
    assertThat(decision.queue()).isEqualTo(QueueName.JUNK);
    assertThat(decision.reasons())
        .anyMatch(r -> r.kind() == Reason.Kind.RULE && r.evidence().contains("203.0.113.9"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "URGENT!!! | Our online store is down and customers cannot pay. Call me now!!!",
        "URGENTE!!! SISTEMA CAÍDO | NO PODEMOS COBRAR!!! LLAMEN YA!!!",
        "HELP!!! SITE DOWN | ALL OUR CUSTOMERS SEE A BLANK PAGE!!! FIX THIS NOW!!!",
        "REFUND | I WANT MY MONEY BACK NOW. ORDER 4411 NEVER CAME."
      })
  void whoeverIsAngryIsNoSpammer(String subject, String text) {
    assertThat(shouted(subject, text).junk()).isEqualTo(JunkVerdict.HAM);
  }

  @Test
  void junkThatShoutsIsJunk() {
    assertThat(shouted("FREE VIAGRA!!!", "BUY CHEAP PILLS NOW!!! CLICK HERE TO ORDER!!!").junk())
        .isEqualTo(JunkVerdict.SPAM);
  }

  @Test
  void mailOfAListIsBulkAndLow() {
    Decision decision =
        decide(
            TRIAGE, "List-Id: <news.shop.example>\nFrom: n@shop.example\nSubject: News\n\nHello.");

    assertThat(decision.junk()).isEqualTo(JunkVerdict.BULK);
    assertThat(decision.priority().word()).isEqualTo("low");
    assertThat(decision.needsReply()).isFalse();
  }

  @Test
  void theGdprTierNeverNamesWhatItRedacts() {
    Triage gdpr = STARTER.triage(QUEUES, ModelTier.GDPR_COMPLIANT, LANGUAGES);

    Decision decision = decide(gdpr, QUESTION);

    assertThat(decision.model()).isEqualTo("starter@1/gdpr-compliant");
    assertThat(decision.queue()).isEqualTo(new QueueName("billing"));
    assertThat(decision.reasons().toString())
        .doesNotContainIgnoringCase("lovelace")
        .doesNotContainIgnoringCase("babbage")
        .doesNotContain("7946", "ada@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Content-Type: text/html; charset=utf-8\r\n"})
  void randomBytesUnderARealHeaderArePlacedByPeople(String type) {
    byte[] header =
        ("From: a@b.example\r\nSubject: Invoice 4711\r\n" + type + "\r\n").getBytes(UTF_8);
    byte[] data = Arrays.copyOf(header, header.length + 4000);
    byte[] noise = new byte[4000];
    new Random(3).nextBytes(noise);
    System.arraycopy(noise, 0, data, header.length, noise.length);

    Decision decision = decide(TRIAGE, data);

    assertThat(decision.queue()).isEqualTo(QueueName.REVIEW);
    assertThat(decision.confidence()).isLessThan(0.5);
    assertThat(decision.needsReply()).isTrue();
    assertThat(decision.reasons()).anyMatch(r -> r.evidence().contains("text cannot be read"));
  }

  @Test
  void aFileWithASingleQueueComparesItWithReview() {
    Triage one = STARTER.triage(QUEUES.subList(1, 2), ModelTier.LATENCY_OPTIMIZED, LANGUAGES);

    Decision decision = decide(one, QUESTION);

    assertThat(decision.queue()).isEqualTo(new QueueName("billing"));
    assertThat(decision.runnerUp())
        .hasValueSatisfying(second -> {
          assertThat(second.queue()).isEqualTo(QueueName.REVIEW);
          assertThat(second.margin()).isPositive();
        });
  }

  @Test
  void reasonsInJapaneseAreWordsThatPeopleRead() {
    Decision decision =
        decide(
            TRIAGE,
            """
            From: tanaka@kyaku.example
            Subject: 請求書の金額について
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            お世話になっております。請求書の金額が間違っています。
            """);

    assertThat(decision.queue()).isEqualTo(new QueueName("billing"));
    assertThat(decision.reasons())
        .filteredOn(r -> r.about() == Reason.About.QUEUE)
        .extracting(Reason::evidence)
        .contains("請求書", "金額")
        .doesNotContain("請求", "求書");
  }

  @Test
  void whatIsNoMessageIsUnreadable() {
    assertThat(TRIAGE.assess(request(new byte[0]))).isInstanceOf(Triage.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "1 ", ".", "@", "a@", "<", "<a href=http://", "&", "(", "=?", "http://"})
  void hostileMailTakesNoMoreThanItsLengthIsWorth(String piece) {
    String much = piece.repeat((1 << 20) / piece.length());
    for (String type : List.of("plain", "html")) {
      long before = THREAD.getCurrentThreadCpuTime();
      decide(
          GDPR,
          "From: "
              + much.substring(0, 5000)
              + "\nSubject: a\nContent-Type: text/"
              + type
              + "\n\n"
              + much);

      Duration spent = Duration.ofNanos(THREAD.getCurrentThreadCpuTime() - before);
      assertThat(spent).as(type).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void withoutQueuesEverythingGoesToReview() {
    Triage none = STARTER.triage(List.of(), ModelTier.LATENCY_OPTIMIZED, LANGUAGES);

    assertThat(decide(none, QUESTION).queue()).isEqualTo(QueueName.REVIEW);
  }

  @Test
  void customersWhoWriteOfTheirAccountsAreNoPhishers() {
    for (String html :
        List.of(
            "my gift card and my payment details are refused",
            "it says your account has been suspended, verify your identity",
            "mein Konto wurde gesperrt, und das Gewinnspiel nennt keine Gewinner")) {
      String mail =
          """
          From: Ann Smith <as77@gmail.com>
          To: help@acme.example
          Subject: Log in
          Authentication-Results: dkim=none (not signed) header.d=none;dmarc=none
          MIME-Version: 1.0
          Content-Type: text/html

          <p>Hello, at <a href="https://www.acme.example/me">www.acme.example</a> %s. Please help.
          """
              .formatted(html);

      assertThat(decide(TRIAGE, mail).junk()).as(html).isEqualTo(JunkVerdict.HAM);
    }
  }

  @Test
  void whatAnAnswerQuotesIsNotItsSenders() {
    String mail =
        """
        From: Bob Miller <bob.miller@home.example>
        To: help@acme.example
        In-Reply-To: <1@acme.example>
        Subject: Re: Win a gift card
        MIME-Version: 1.0
        Content-Type: text/html

        <p>Thank you, it works again.</p><div class="gmail_quote">On Mon, 16 Nov 2026 Acme wrote:
        <blockquote class="gmail_quote">Win a gift card, click here. Production is down. Could you
        please answer by tomorrow?</blockquote></div>
        """;

    Decision decision = decide(TRIAGE, mail);

    assertThat(decision.junk()).isEqualTo(JunkVerdict.HAM);
    assertThat(decision.needsReply()).isFalse();
    assertThat(decision.priority()).isEqualTo(Priority.LOW);
  }

  @Test
  void manyThreadsDecideAlike() throws Exception {
    Decision alone = decide(TRIAGE, QUESTION);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Decision>>();
      for (int i = 0; i < 200; i++) {
        answers.add(threads.submit(() -> decide(TRIAGE, QUESTION)));
      }
      for (Future<Decision> answer : answers) {
        assertThat(answer.get()).isEqualTo(alone);
      }
    }
  }

  private static Decision shouted(String subject, String text) {
    return decide(
        TRIAGE,
        """
        From: Jo <jo@sender.example>
        To: support@acme.example
        Subject: %s
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        %s
        """
            .formatted(subject, text));
  }

  private static Decision decide(Triage triage, String mail) {
    return decide(triage, mail.getBytes(UTF_8));
  }

  private static Decision decide(Triage triage, byte[] data) {
    Triage.Outcome outcome = triage.assess(request(data));
    assertThat(outcome).isInstanceOf(Triage.Triaged.class);
    return ((Triage.Triaged) outcome).decision();
  }

  private static Triage.Request request(byte[] data) {
    return new Triage.Request(
        data, MailAddress.parse("help@acme.example"), MaybeSender.NULL, Instant.EPOCH);
  }
}
