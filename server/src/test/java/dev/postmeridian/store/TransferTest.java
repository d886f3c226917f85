package dev.postmeridian.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.intake.Arrival;
import dev.postmeridian.intake.Intake;
import dev.postmeridian.intake.IntakeLimits;
import dev.postmeridian.intake.IntakeListener;
import dev.postmeridian.intake.Outcome;
import dev.postmeridian.intake.Recipient;
import dev.postmeridian.intake.Relay;
import dev.postmeridian.intake.SealedLog;
import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.region.Country;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.routing.Router;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mail that a lawful exception alone lets in. */
class TransferTest {
  private static final Instant END = Instant.parse("2096-02-03T04:05:06Z");
  private static final Country FR = new Country("FR");
  private static final MailAddress FRENCH = MailAddress.parse("ami@exemple.example");
  private static final MailAddress GERMAN = MailAddress.parse("hallo@muster.example");

  @Test
  void itsLegalBasisIsAuditedWhereAndWhenItIsAccepted() throws SQLException {
    Jurisdiction law = TestRegion.lawWithTransfer("DE", FR, END, InstantSource.system());
    var address = TestRegion.freshDatabase();
    try (var store = TestRegion.open(address, law, TestRegion.clock(7), () -> {})) {
      Intake intake = intake(law, store);
      assertThat(bring(intake, FRENCH)).isInstanceOf(Outcome.Kept.class);
      assertThat(bring(intake, FRENCH))
          .as("the same mail again is no further transfer")
          .isInstanceOf(Outcome.Kept.class);
      bring(intake, GERMAN);
      assertThat(audited(address, "message.accepted-by-transfer"))
          .isEqualTo("smtp FR clauses eu-west-1 FR 2096-02-03T04:05:06Z");
      assertThat(audited(address, "message.accepted")).startsWith("smtp DE");
      var passed = intake.passedOn(FRENCH).orElseThrow();
      assertThat(passed.transfer().orElseThrow().legalBasis())
          .as("also of mail that another region passes on")
          .isEqualTo("clauses");
    }
  }

  private static Outcome bring(Intake intake, MailAddress to) {
    var arrival =
        new Arrival(
            MaybeSender.NULL,
            Acceptance.Via.SMTP,
            "client.example",
            InetAddress.getLoopbackAddress(),
            "ESMTP");
    var recipient = (Recipient.Here) intake.recipient(to);
    return intake
        .accept(arrival, List.of(recipient), "Subject: x\r\n".getBytes(US_ASCII))
        .getFirst();
  }

  private static Intake intake(Jurisdiction law, Store store) {
    return new Intake(
        new Mailboxes(Map.of(), Map.of(FRENCH.domain(), FR, GERMAN.domain(), new Country("DE"))),
        law.residency(),
        new Router(law.region(), law.residency()),
        Relay.NONE,
        store.messageIdKeys(),
        store.acceptedLog(),
        SealedLog.NONE,
        IntakeListener.NONE,
        IntakeLimits.DEFAULT,
        new Domain("mx.example"),
        InstantSource.system());
  }

  private static String audited(DatabaseAddress address, String action) throws SQLException {
    try (var c = TestRegion.superuser(address);
        var sql =
            c.prepareStatement(
                "SELECT string_agg(concat_ws(' ', actor, country, detail->>'legal_basis', detail->>'region',"
                    + " detail->>'country', detail->>'expires'), '; ')"
                    + " FROM postmeridian.audit_event WHERE action = ?")) {
      sql.setString(1, action);
      try (var row = sql.executeQuery()) {
        row.next();
        return String.valueOf(row.getString(1));
      }
    }
  }
}
