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
import dev.postmeridian.triage.Reason;
import dev.postmeridian.triage.Triage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In doubt somebody waits for an answer, in whatever language, and who presses is not let wait. */
class InDoubtTest {
  private static final Triage TRIAGE =
      Starter.load()
          .triage(
              ((CheckedFile.Usable) DeploymentFile.parse(DeploymentFile.sample(), Path.of(".")))
                  .deployment()
                  .queues(),
              ModelTier.LATENCY_OPTIMIZED,
              CountryLanguages.of(List.of()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bonjour,\n\nJe vous demande de me rembourser sous 8 jours.",
        "Je vous demande une copie de toutes les données me concernant sous un mois.",
        "Pretendo il rimborso entro venerdì.",
        "La lavatrice perde acqua da una settimana e nessuno si è fatto vivo.",
        "O sofá chegou com um rasgão e ninguém resolve a situação.",
        "I expect a written response by Friday.",
        "أين طلبي؟",
        "لطفا بگویید بسته کجاست؟",
        "Πού είναι η παραγγελία μου;",
        "전 직원이 로그인할 수 없습니다. 빨리 확인 부탁드립니다",
        "ระบบล่มตั้งแต่เช้า พนักงานทุกคนทำงานไม่ได้",
        "სისტემა არ მუშაობს დილიდან, ვერავინ შედის",
        "Сервер не працює з ранку, ніхто не може увійти до системи",
        "Min beställning har inte kommit fram och jag har väntat i tre veckor",
        "Rückruf heute noch unter 030 1234",
        "Ich möchte meinen Vertrag zum 31.12. kündigen.",
        "How do I reset my password",
        "When will my refund arrive",
        "I want to speak to a manager",
        "Checkout has been broken since 8am and we are losing orders every minute",
        "Somebody is logged in to my account and is sending money right now"
      })
  void whoeverWaitsForAnAnswerIsNotSetAside(String text) {
    Decision decision = decide("Hello", "", text);

    assertThat(decision.needsReply()).isTrue();
    assertThat(replyReasons(decision)).isNotEmpty();
  }

  @Test
  void ofALanguageThatNobodyTellsAPersonIsAsked() {
    assertThat(replyReasons(decide("장애", "", "전 직원이 로그인할 수 없습니다.")))
        .anyMatch(reason -> reason.contains("nobody can tell in this language"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Fixed | X-Any: 1 | No need to call back. Thanks for the quick fix! | LOW",
        "Re: Down | In-Reply-To: <a@acme.example> | No need to call back. Thanks for the quick fix! | LOW",
        "Thank you | X-Any: 1 | Thank you very much for your help! | LOW",
        "Merci | X-Any: 1 | Merci beaucoup ! | LOW",
        "Autumn sale | List-Unsubscribe: <https://a.example/> | Which coat is yours? | LOW",
        "Note | Auto-Submitted: auto-generated | Your parcel is on its way. | LOW",
      })
  void onlyATrueReasonSaysThatNobodyWaits(
      String subject, String header, String text, Priority priority) {
    Decision decision = decide(subject, header, text);

    assertThat(decision.needsReply()).isFalse();
    assertThat(replyReasons(decision)).isNotEmpty();
    assertThat(decision.priority()).isEqualTo(priority);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Broken | Nothing loads for any of our 300 users since ten minutes, please call me",
        "Webhooks | Your webhook endpoint returns 502 for 20 minutes, 4,100 events are stuck",
        "Fwd: Login | Nobody in our office can sign in, and there is a court filing at noon",
        "Breach | It is a data breach, to be notified within 72 hours. Call me now",
        "Flat 4 | There is a gas leak in the flat and there are children inside",
        "PROBLEM Services - disk on db1 is CRITICAL | disk is 97% full",
        "Outage | All screens are black"
      })
  void whoPressesIsNotLetWait(String subject, String text) {
    assertThat(decide(subject, "", text).priority()).isGreaterThanOrEqualTo(Priority.HIGH);
  }

  @Test
  void anOutageThatIsOnlyNamedDoesNotPress() {
    String text = "The outage of last month cost us two days. Do we get a credit? It works now.";

    assertThat(decide("Question about last month's outage", "", text).reasons())
        .extracting(Reason::evidence)
        .noneMatch(reason -> reason.startsWith("work stands still"));
  }

  @Test
  void aMonitorsAlarmIsNeverBulk() {
    Decision decision =
        decide("ALARM: \"prod-api-5xx\" in US East", "Precedence: bulk", "It is in ALARM now.");

    assertThat(decision.junk()).isEqualTo(JunkVerdict.HAM);
    assertThat(decision.priority()).isGreaterThanOrEqualTo(Priority.HIGH);
  }

  private static List<String> replyReasons(Decision decision) {
    return decision.reasons().stream()
        .filter(reason -> reason.about() == Reason.About.NEEDS_REPLY)
        .map(Reason::evidence)
        .toList();
  }

  private static Decision decide(String subject, String header, String text) {
    String mail =
        """
        From: Jo Poe <jo@sender.example>
        To: desk@acme.example
        Date: Mon, 23 Nov 2026 07:10:00 +0000
        Subject: %s
        %s
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        %s
        """
            .formatted(subject, header.isEmpty() ? "X-Any: 1" : header, text);
    var request =
        new Triage.Request(
            mail.getBytes(UTF_8),
            MailAddress.parse("desk@acme.example"),
            MaybeSender.NULL,
            Instant.parse("2026-11-23T08:00:00Z"));
    return ((Triage.Triaged) TRIAGE.assess(request)).decision();
  }
}
