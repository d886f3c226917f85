package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.intake.AcceptedLog.Stored;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Room;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.JunkVerdict;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ErasureTest {
  @RegisterExtension static final TestRegion region = TestRegion.open();

  @Test
  void nothingOfAnErasedMessageIsLeftAndItStaysGone() throws SQLException {
    Acceptance mail = TestRegion.mail("Subject: canary-4711\r\n\r\n");
    region.store().acceptedLog().accept(List.of(mail));
    region.triage(mail.id(), decided("canary-subject"));
    assertThat(everything("thread_key")).contains(mail.id().hex());
    region.store().desk().correct("carol", mail.id(), toQueue("canary-queue"));

    assertThat(region.store().erasure().erase("carol", List.of(mail.id()), "asked")).isEqualTo(1);
    assertThat(region.store().erasure().erase("carol", List.of(mail.id()), "asked")).isZero();

    assertThat(region.store().desk().find("ada", mail.id())).isEmpty();
    assertThat(region.store().desk().raw("ada", mail.id())).isEmpty();
    assertThat(region.store().desk().correct("ada", mail.id(), toQueue("billing"))).isEmpty();
    assertThat(region.store().acceptedLog().accept(List.of(mail)))
        .containsExactly(new Stored(mail.id(), true));
    assertThat(region.store().desk().list("ada", MessageFilter.all(10))).isEmpty();
    assertThat(region.store().triageJobs().claim("w", Room.of(10), Duration.ofSeconds(1)))
        .isEmpty();
    for (String table : List.of("change", "message", "content", "audit_event", "job")) {
      assertThat(everything(table)).as(table).doesNotContain("canary", "mail.example");
    }
    assertThat(everything("thread_key")).as("hashes of subject and Message-ID").isEqualTo("null");
    assertThat(everything("audit_event")).contains("message.erased", "carol");
  }

  @Test
  void junkIsErasedEarlierThanMail() {
    Acceptance kept = TestRegion.mail("Subject: kept\r\n\r\n");
    Acceptance junk = TestRegion.mail("Subject: junk\r\n\r\n");
    region.store().acceptedLog().accept(List.of(kept, junk));
    region.store().desk().correct("ada", junk.id(), toQueue("junk"));
    var policy =
        new RetentionPolicy(
            Optional.of(Duration.ofDays(365)), Optional.of(Duration.ofDays(30)), 100);
    Instant now = Instant.now();

    assertThat(expired(policy, now.plus(Duration.ofDays(29)))).isZero();
    assertThat(expired(policy, now.plus(Duration.ofDays(31)))).isEqualTo(1);
    assertThat(region.store().desk().find("ada", kept.id())).isPresent();
    assertThat(expired(policy, now.plus(Duration.ofDays(366)))).isEqualTo(1);
    assertThat(expired(RetentionPolicy.KEEP, now.plus(Duration.ofDays(9999)))).isZero();
  }

  private static Result.Decided decided(String subject) {
    return new Result.Decided(
        new ParsedMail(
            subject,
            "Bob <bob@canary.example>",
            Optional.empty(),
            Optional.of("<canary@sender.example>"),
            List.of(),
            List.of(),
            "",
            List.of(),
            List.of()),
        new Decision(
            JunkVerdict.HAM,
            new QueueName("billing"),
            Priority.NORMAL,
            "en",
            true,
            0.9,
            Optional.empty(),
            "test@1",
            List.of()));
  }

  private static int expired(RetentionPolicy policy, Instant now) {
    return region.store().erasure().eraseExpired(policy, now);
  }

  private static Correction toQueue(String queue) {
    return new Correction(
        Optional.empty(), Optional.of(new QueueName(queue)), Optional.empty(), Optional.empty());
  }

  private static String everything(String table) throws SQLException {
    try (Connection c = region.superuser();
        Statement sql = c.createStatement();
        var row =
            sql.executeQuery(
                "SELECT string_agg(t::text, E'\\n') FROM postmeridian." + table + " t")) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }
}
