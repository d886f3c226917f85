package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.region.Country;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import dev.postmeridian.triage.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldJsonTest {
  @Test
  void anArrivalComesBackAsItWas() {
    var arrival =
        new AcceptedField(
            "ada@mail.example",
            new Country("DE"),
            "",
            Instant.ofEpochMilli(1_700_000_000_123L),
            "smtp",
            TestRegion.REGION,
            5000);
    assertThat(FieldJson.arrival(again(FieldJson.write(arrival)))).isEqualTo(arrival);
  }

  @Test
  void aDecisionComesBackAsItWas() {
    var decision =
        new Decision(
            JunkVerdict.BULK,
            new QueueName("Qualität 2"),
            Priority.HIGH,
            "de",
            true,
            0.123456789,
            Optional.of(new Decision.RunnerUp(new QueueName("support"), 0.25)),
            "starter@1/gdpr-compliant",
            List.of(
                new Reason(Reason.About.NEEDS_REPLY, Reason.Kind.RULE, "asks \"when\"?", -1.5)));
    assertThat(FieldJson.decision(again(FieldJson.write(decision)))).isEqualTo(decision);
  }

  @Test
  void readMailComesBackWithoutItsText() {
    var mail =
        new ParsedMail(
            "請求書",
            "Ada <ada@mail.example>",
            Optional.of(Instant.ofEpochMilli(-5)),
            Optional.empty(),
            List.of(),
            List.of(),
            "first\n  line " + "x".repeat(500),
            List.of(new ParsedMail.Attachment("a.pdf", "application/pdf", 7)),
            List.of("no end of part"));
    ReadMail read = FieldJson.readMail(again(FieldJson.write(ReadMail.of(mail, "t1"))));
    assertThat(read.thread()).isEqualTo("t1");
    assertThat(read.snippet()).hasSize(200).startsWith("first line xxx");
    assertThat(read.mail()).usingRecursiveComparison().ignoringFields("text").isEqualTo(mail);
    assertThat(read.mail().text()).isEmpty();
  }

  @Test
  void whatPostgresCannotStoreIsReplaced() {
    assertThat(FieldJson.clean("a\0b\ud800c\ud83d\ude00")).isEqualTo("a\ufffdb\ufffdc\ud83d\ude00");
  }

  @Test
  void aDateBeyondReasonIsBrought() {
    var mail =
        new ParsedMail(
            "",
            "",
            Optional.of(Instant.MAX),
            Optional.empty(),
            List.of(),
            List.of(),
            "",
            List.of(),
            List.of());
    assertThat(FieldJson.readMail(again(FieldJson.write(ReadMail.of(mail, "t")))).mail().date())
        .hasValueSatisfying(date ->
            assertThat(date).isBefore(Instant.parse("9999-12-31T23:59:59.999Z").plusMillis(1)));
  }

  private static tools.jackson.databind.JsonNode again(tools.jackson.databind.JsonNode json) {
    return FieldJson.read(json.toString());
  }
}
