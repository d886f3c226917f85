package dev.postmeridian.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.effect.Effect;
import dev.postmeridian.effect.EffectLimits;
import dev.postmeridian.effect.Target;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.region.Country;
import dev.postmeridian.triage.QueueName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxReaderTest {
  private static final String ONE_REGION =
      """
      regions:
        one:
          role: primary
          email_processing_capacity: 10/minute
          ai_model_tier: latency-optimized
          data_residency: [DE]
      mailboxes: {ours.example: DE}
      queues: {billing: Invoices., legal: Lawyers.}
      """;

  @Test
  void everyKeyOfAnEffectIsRead() {
    List<Effect> outbox =
        outbox(
            """
            outbox:
              tickets:
                webhook: https://tickets.example:8443/hook?from=mail
                secret_file: secrets/tickets
                content: summary
                queues: [billing, review]
                countries: [DE, FR]
                timeout: 5s
                concurrency: 8
                give_up_after: 1d
              lawyers:
                forward: desk@lawyers.example
                relay: mail.internal:587
                user: us
                password_file: relay.password
                sender: bounces@ours.example
                queues: [legal]
            """);

    assertThat(outbox.getFirst().target())
        .isEqualTo(
            new Target.Webhook(
                URI.create("https://tickets.example:8443/hook?from=mail"),
                Path.of("/files/secrets/tickets"),
                true));
    assertThat(outbox.getFirst().queues())
        .containsExactlyInAnyOrder(new QueueName("billing"), QueueName.REVIEW);
    assertThat(outbox.getFirst().countries())
        .containsExactlyInAnyOrder(new Country("DE"), new Country("FR"));
    assertThat(outbox.getFirst().limits())
        .isEqualTo(new EffectLimits(Duration.ofSeconds(5), 8, Duration.ofDays(1)));
    var login = new Target.Login("us", Path.of("/files/relay.password"));
    assertThat(outbox.get(1).target())
        .isEqualTo(
            new Target.Forward(
                MailAddress.parse("desk@lawyers.example"),
                new Target.Relay("mail.internal", 587, true, Optional.of(login)),
                MaybeSender.of(MailAddress.parse("bounces@ours.example"))));
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    List<Effect> outbox =
        outbox(
            """
            outbox:
              hook: {webhook: 'http://127.0.0.1:9000/', secret_file: s}
              mail: {forward: a@b.example, relay: 'localhost:25', starttls: none}
            """);

    assertThat(outbox).allMatch(effect -> effect.queues().isEmpty());
    assertThat(outbox).allMatch(effect -> effect.countries().isEmpty());
    assertThat(outbox).allMatch(effect -> effect.limits().equals(EffectLimits.DEFAULT));
    assertThat(EffectLimits.DEFAULT)
        .isEqualTo(new EffectLimits(Duration.ofSeconds(15), 4, Duration.ofDays(3)));
    assertThat(outbox.getFirst().target())
        .isEqualTo(
            new Target.Webhook(URI.create("http://127.0.0.1:9000/"), Path.of("/files/s"), false));
    assertThat(outbox.get(1).target())
        .isEqualTo(
            new Target.Forward(
                MailAddress.parse("a@b.example"),
                new Target.Relay("localhost", 25, false, Optional.empty()),
                MaybeSender.NULL));
  }

  @Test
  void noMailIsForwardedToAMailboxOfTheDeployment() {
    var reading =
        DeploymentFile.parse(
            ONE_REGION + "outbox: {a: {forward: x@ours.example, relay: 'mail.example:25'}}\n",
            Path.of("/files"));
    assertThat(reading).isInstanceOf(CheckedFile.Refused.class);
    assertThat(reading.findings())
        .anySatisfy(finding -> {
          assertThat(finding.line()).isEqualTo(9);
          assertThat(finding.what()).contains("in circles");
        });
  }

  private static List<Effect> outbox(String lines) {
    return DeploymentFile.parse(ONE_REGION + lines, Path.of("/files"))
            instanceof CheckedFile.Usable usable
        ? usable.deployment().outbox()
        : List.of();
  }
}
