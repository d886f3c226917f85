package dev.postmeridian.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.cli.FleetFile.MailDomain;
import dev.postmeridian.cli.OutgoingMail;
import dev.postmeridian.cli.sample.SampleMails;
import dev.postmeridian.config.CheckedFile;
import dev.postmeridian.config.DeploymentFile;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.Triage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The sample mails, which no model has learned from, in all their languages. */
class SampleTriageTest {
  private static final int MAILS = 800;
  private static final List<MailDomain> DOMAINS =
      List.of(
          new MailDomain("us.example", "US"),
          new MailDomain("de.example", "DE"),
          new MailDomain("fr.example", "FR"),
          new MailDomain("es.example", "ES"),
          new MailDomain("br.example", "BR"),
          new MailDomain("jp.example", "JP"));

  /** Whom the sample writes to about what, and where that belongs. */
  private static final Map<String, String> QUEUES =
      Map.of(
          "support", "incidents",
          "billing", "billing",
          "orders", "orders",
          "jobs", "jobs",
          "legal", "legal",
          "hello", "feedback");

  /** How many mails there were, and what became of them. */
  private record Share(int right, int review, int wrong) {
    Share plus(Share more) {
      return new Share(right + more.right, review + more.review, wrong + more.wrong);
    }

    double ofRight() {
      return right / (double) Math.max(1, right + review + wrong);
    }
  }

  @Test
  void mailFindsItsQueueInEveryLanguageOrAPersonIsAsked() {
    List<Queue> queues =
        ((CheckedFile.Usable) DeploymentFile.parse(DeploymentFile.sample(), Path.of(".")))
            .deployment()
            .queues();
    Triage triage =
        Starter.load()
            .triage(queues, ModelTier.GDPR_COMPLIANT, Set.of("en", "de", "fr", "es", "pt", "ja"));
    var mails = SampleMails.spread(DOMAINS, 7);
    Map<String, Share> shares = new TreeMap<>();
    for (int i = 0; i < MAILS; i++) {
      Decision decision = decide(triage, mails.get(i));
      Share share = share(expected(mails.get(i)), decision);
      for (String key :
          List.of(
              "all", expected(mails.get(i)), expected(mails.get(i)) + " " + decision.language())) {
        shares.merge(key, share, Share::plus);
      }
    }

    assertThat(shares.get("all").ofRight()).as(shares::toString).isGreaterThan(0.92);
    assertThat(shares.get("all").wrong()).isLessThan(MAILS / 100);
    assertThat(QUEUES.values()).allMatch(queue -> shares.get(queue).ofRight() > 0.8);
    assertThat(shares.get("legal en").ofRight()).isGreaterThan(0.9);
    assertThat(shares.get("feedback en").ofRight()).isGreaterThan(0.75);
  }

  private static Share share(String expected, Decision decision) {
    String queue = decision.queue().value();
    if (queue.equals(expected)) {
      return new Share(1, 0, 0);
    }
    return queue.equals("review") ? new Share(0, 1, 0) : new Share(0, 0, 1);
  }

  /** The sample's senders and recipients tell what a mail is; programs' answers have no sender. */
  private static String expected(OutgoingMail mail) {
    String to = mail.to().substring(0, mail.to().indexOf('@'));
    return mail.from().isEmpty() ? "junk" : QUEUES.getOrDefault(to, "junk");
  }

  private static Decision decide(Triage triage, OutgoingMail mail) {
    var request =
        new Triage.Request(
            mail.data(), MailAddress.parse("a@acme.example"), MaybeSender.NULL, Instant.EPOCH);
    return ((Triage.Triaged) triage.assess(request)).decision();
  }
}
