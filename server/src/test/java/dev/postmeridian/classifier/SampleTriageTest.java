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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The sample mails, which no model has learned from, in all their languages. */
class SampleTriageTest {
  private static final int MAILS = 400;
  private static final List<MailDomain> DOMAINS =
      List.of(
          new MailDomain("us.example", "US"),
          new MailDomain("de.example", "DE"),
          new MailDomain("fr.example", "FR"),
          new MailDomain("es.example", "ES"),
          new MailDomain("br.example", "BR"),
          new MailDomain("jp.example", "JP"));

  @Test
  void junkIsFoundAndWantedMailIsNotAndMostFindsItsQueue() {
    List<Queue> queues =
        ((CheckedFile.Usable) DeploymentFile.parse(DeploymentFile.sample(), Path.of(".")))
            .deployment()
            .queues();
    Triage triage =
        Starter.load()
            .triage(queues, ModelTier.GDPR_COMPLIANT, Set.of("en", "de", "fr", "es", "pt", "ja"));
    var mails = SampleMails.spread(DOMAINS, 7);
    Map<String, int[]> right = new HashMap<>();
    for (int i = 0; i < MAILS; i++) {
      OutgoingMail mail = mails.get(i);
      int[] counts = right.computeIfAbsent(kind(mail), _ -> new int[2]);
      counts[0]++;
      counts[1] += isRight(kind(mail), decide(triage, mail)) ? 1 : 0;
    }

    assertThat(share(right, "junk")).isGreaterThan(0.9);
    assertThat(share(right, "other")).isEqualTo(1);
    assertThat(share(right, "billing")).isGreaterThan(0.85);
    assertThat(share(right, "orders")).isGreaterThan(0.85);
    assertThat(share(right, "jobs")).isGreaterThan(0.75);
  }

  private static double share(Map<String, int[]> right, String kind) {
    int[] counts = right.getOrDefault(kind, new int[] {1, 0});
    return counts[1] / (double) counts[0];
  }

  /** The sample's senders and recipients tell what a mail is. */
  private static String kind(OutgoingMail mail) {
    if (mail.from().startsWith("winner") || mail.from().startsWith("security-")) {
      return "junk";
    }
    String to = mail.to().substring(0, mail.to().indexOf('@'));
    return Set.of("billing", "orders", "jobs").contains(to) ? to : "other";
  }

  private static boolean isRight(String kind, Decision decision) {
    return switch (kind) {
      case "junk" -> decision.junk().isJunk();
      case "other" -> !decision.junk().isJunk();
      default -> decision.queue().value().equals(kind);
    };
  }

  private static Decision decide(Triage triage, OutgoingMail mail) {
    var request =
        new Triage.Request(
            mail.data(), MailAddress.parse("a@acme.example"), MaybeSender.NULL, Instant.EPOCH);
    return ((Triage.Triaged) triage.assess(request)).decision();
  }
}
