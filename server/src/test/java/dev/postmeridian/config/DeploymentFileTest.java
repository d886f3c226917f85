package dev.postmeridian.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.endtoend.ThreeRegions;
import dev.postmeridian.intake.IntakeLimits;
import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.region.Role;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.smtp.SmtpLimits;
import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.QueueName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentFileTest {
  /** The file of the design, word for word. */
  static final String THREE_REGIONS = ThreeRegions.REGIONS;

  @TempDir Path folder;

  @Test
  void theThreeRegionFileAloneIsValidAndHasEveryDefault() {
    var reading = read(THREE_REGIONS);

    assertThat(reading.findings()).isEmpty();
    var deployment = usable(reading);
    assertThat(deployment.unlistedCountries()).isEqualTo(UnlistedCountries.REFUSE);
    assertThat(deployment.mailboxes().byAddress()).isEmpty();
    assertThat(deployment.mailboxes().byDomain()).isEmpty();
    assertThat(deployment.retention()).isEqualTo(new Retention(Optional.empty(), Optional.empty()));
    assertThat(deployment.limits()).isEqualTo(new Limits(IntakeLimits.DEFAULT, SmtpLimits.DEFAULT));
    assertThat(deployment.settings()).hasSize(3).containsValue(RegionSettings.DEFAULTS);
    assertThat(deployment.queues())
        .extracting(queue -> queue.name().value())
        .containsExactly("incidents", "billing", "orders", "sales", "jobs", "legal", "feedback");
  }

  @Test
  void everyKeyOfARegionIsRead() {
    var deployment = usable(read(THREE_REGIONS));

    var first = deployment.regions().getFirst();
    assertThat(first.name()).isEqualTo(new RegionName("us-east-1"));
    assertThat(first.role()).isEqualTo(Role.PRIMARY);
    assertThat(first.mailsPerMinute()).isEqualTo(1000);
    assertThat(first.tier()).isEqualTo(ModelTier.PRODUCTION_OPTIMIZED);
    assertThat(first.dataResidency()).containsExactly(country("CA"), country("MX"), country("US"));
    var second = deployment.regions().get(1);
    assertThat(second.role()).isEqualTo(Role.ACTIVE_SECONDARY);
    assertThat(second.tier()).isEqualTo(ModelTier.GDPR_COMPLIANT);
    assertThat(second.dataResidency()).hasSize(29).contains(country("GB"), country("DE"));
    assertThat(deployment.regions().get(2).tier()).isEqualTo(ModelTier.LATENCY_OPTIMIZED);
  }

  @Test
  void everySettingOfARegionIsRead() throws IOException {
    for (String file : List.of("cert.pem", "key.pem", "password")) {
      Files.writeString(folder.resolve(file), "");
    }
    var reading =
        read(
            """
            regions:
              one:
                role: primary
                email_processing_capacity: 2/second
                ai_model_tier: latency-optimized
                data_residency: [DE]
                listen:
                  {host: MX.one.example, smtp: 2525, lmtp: "0.0.0.0:24", http: "[::1]:8425", link: 7425}
                link:
                  {address: "one.example:7426", certificate: cert.pem, key: key.pem, authority: cert.pem}
                tls: {certificate: cert.pem, key: key.pem}
                database: {url: "jdbc:postgresql://db/p", user: u, password_file: password}
                trusted_authserv_ids: [MX.example.com, gateway]
            """);

    assertThat(reading.findings()).isEmpty();
    assertThat(usable(reading).regions().getFirst().mailsPerMinute()).isEqualTo(120);
    assertThat(usable(reading).settings().get(new RegionName("one")))
        .isEqualTo(
            new RegionSettings(
                Optional.of(new Domain("mx.one.example")),
                Optional.of(InetSocketAddress.createUnresolved("127.0.0.1", 2525)),
                Optional.of(InetSocketAddress.createUnresolved("0.0.0.0", 24)),
                Optional.of(InetSocketAddress.createUnresolved("::1", 8425)),
                Optional.of(InetSocketAddress.createUnresolved("127.0.0.1", 7425)),
                Optional.of(
                    new RegionSettings.TlsFiles(
                        folder.resolve("cert.pem"), folder.resolve("key.pem"))),
                Optional.of(
                    new RegionSettings.ExternalDatabase(
                        "jdbc:postgresql://db/p", "u", Optional.of(folder.resolve("password")))),
                Set.of("mx.example.com", "gateway"),
                new RegionSettings.Peering(
                    Optional.of(InetSocketAddress.createUnresolved("one.example", 7426)),
                    Optional.of(
                        new RegionSettings.LinkFiles(
                            folder.resolve("cert.pem"),
                            folder.resolve("key.pem"),
                            folder.resolve("cert.pem"))))));
  }

  @Test
  void everyOtherKeyIsRead() {
    var deployment =
        usable(
            read(
                THREE_REGIONS
                    + """
                    unlisted_countries: anywhere
                    mailboxes:
                      Shop.example: DE
                      Ada@other.example: JP
                    queues:
                      short: A sentence that describes it.
                      long: {description: Another., examples: [one, two], sla: 90 minutes}
                    retention: {messages: 365d, junk: 30 days}
                    """));

    assertThat(deployment.unlistedCountries()).isEqualTo(UnlistedCountries.ANYWHERE);
    assertThat(deployment.mailboxes().countryOf(MailAddress.parse("x@SHOP.example")))
        .contains(country("DE"));
    assertThat(deployment.mailboxes().countryOf(MailAddress.parse("ada@other.example")))
        .contains(country("JP"));
    assertThat(deployment.queues())
        .containsExactly(
            new Queue(
                new QueueName("short"),
                "A sentence that describes it.",
                List.of(),
                Duration.ofHours(24)),
            new Queue(
                new QueueName("long"), "Another.", List.of("one", "two"), Duration.ofMinutes(90)));
    assertThat(deployment.retention())
        .isEqualTo(
            new Retention(Optional.of(Duration.ofDays(365)), Optional.of(Duration.ofDays(30))));
  }

  @Test
  void aRegionsPostmasterIsTheOneThatIsListedElseThatOfItsFirstDomain() {
    var deployment =
        usable(
            read(
                THREE_REGIONS
                    + """
                    mailboxes:
                      b.example: DE
                      a.example: FR
                      us.example: US
                      postmaster@ops.example: US
                    """));

    assertThat(deployment.postmaster(new RegionName("us-east-1")))
        .contains(MailAddress.parse("postmaster@ops.example"));
    assertThat(deployment.postmaster(new RegionName("eu-west-1")))
        .contains(MailAddress.parse("postmaster@a.example"));
    assertThat(deployment.postmaster(new RegionName("ap-southeast-1"))).isEmpty();
  }

  @Test
  void everyLimitIsRead() {
    var deployment =
        usable(
            read(
                THREE_REGIONS
                    + """
                    limits:
                      message_size: 10 MiB
                      in_flight: 100 MiB
                      received_fields: 50
                      recipients: 10
                      connections: 11
                      connections_per_client: 12
                      command_line: 1 KiB
                      text_line: 2 KiB
                      idle: 1m
                      data: 2m
                      errors: 13
                      drain: 3s
                    """));

    assertThat(deployment.limits())
        .isEqualTo(
            new Limits(
                new IntakeLimits(10 << 20, 100L << 20, 50),
                new SmtpLimits(
                    10,
                    11,
                    12,
                    1 << 10,
                    2 << 10,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2),
                    13,
                    Duration.ofSeconds(3))));
  }

  @Test
  void theSampleIsValidAndItsFirstMailboxIsLawfulInTheFirstRegion() {
    var reading = read(DeploymentFile.sample());

    assertThat(reading.findings()).isEmpty();
    assertThat(DeploymentFile.sample()).contains(THREE_REGIONS);
    var deployment = usable(reading);
    assertThat(deployment.unlistedCountries()).isEqualTo(UnlistedCountries.ANYWHERE);
    assertThat(deployment.residency().lawfulRegions(country("US")))
        .containsExactly(new RegionName("us-east-1"));
    assertThat(deployment.mailboxes().byDomain().keySet())
        .allMatch(domain -> domain.value().endsWith(".example"));
    assertThat(deployment.queues()).allMatch(queue -> queue.examples().size() >= 6);
  }

  @Test
  void aFileIsReadRelativeToItsFolder() throws IOException {
    var file = Files.writeString(folder.resolve("postmeridian.yaml"), THREE_REGIONS);

    assertThat(DeploymentFile.read(file)).isInstanceOf(CheckedFile.Usable.class);
  }

  @Test
  void aFileThatIsNoTextIsRefusedWithWhatItIs() throws IOException {
    assertThat(refusal(new byte[] {1, 0, 2})).contains("binary");
    assertThat(refusal(new byte[] {(byte) 0xff, (byte) 0xfe, 'r'})).contains("UTF-8");
    assertThat(refusal(new byte[0])).contains("empty");
    assertThat(refusal("# only words\n".getBytes(StandardCharsets.UTF_8))).contains("empty");
    assertThat(DeploymentFile.read(folder).findings().getFirst().what()).contains("folder");
    assertThat(DeploymentFile.read(folder.resolve("absent")).findings().getFirst().what())
        .contains("no such file");
  }

  private String refusal(byte[] bytes) throws IOException {
    var reading = DeploymentFile.read(Files.write(folder.resolve("bad.yaml"), bytes));
    assertThat(reading).isInstanceOf(CheckedFile.Refused.class);
    return reading.findings().getFirst().what();
  }

  private CheckedFile read(String yaml) {
    return DeploymentFile.parse(yaml, folder);
  }

  private static Deployment usable(CheckedFile reading) {
    assertThat(reading).isInstanceOf(CheckedFile.Usable.class);
    return ((CheckedFile.Usable) reading).deployment();
  }

  private static Country country(String code) {
    return new Country(code);
  }
}
