package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.intake.AcceptedLog.Stored;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Room;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.triage.QueueName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
    index("canary words");
    assertThat(everything("search")).contains("canary");

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
    for (String table : List.of("change", "message", "content", "audit_event", "job", "search")) {
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

  @Test
  void junkIsFoundWithoutReadingTheMailThatStays() throws SQLException {
    try (Connection c = region.superuser();
        Statement sql = c.createStatement()) {
      sql.execute(
          """
          INSERT INTO postmeridian.message (id, fields, stamps, received_at, state, queue, done)
          SELECT decode(lpad(to_hex(n), 32, '0'), 'hex'), '{}', '{}', n, 'triaged',
            CASE n % 100 WHEN 0 THEN 'junk' ELSE 'billing' END, n % 2 = 0
          FROM generate_series(1, 2000) n
          """);
      sql.execute("ANALYZE postmeridian.message");
    }
    try (Connection c = region.as(region.address().worker());
        Statement sql = c.createStatement();
        var plan = sql.executeQuery("EXPLAIN (FORMAT JSON) " + Erasure.JUNK.replace("?", "1000"))) {
      assertThat(plan.next()).isTrue();
      assertThat(plan.getString(1)).contains("message_junk").doesNotContain("message_newest");
    }
  }

  @Test
  void whatIsErasedWhileItIsBeingTriagedIsSaidNothingOf() throws SQLException {
    Acceptance gone = TestRegion.mail("Subject: canary\r\n\r\n");
    Acceptance stays = TestRegion.mail("Subject: stays\r\n\r\n");
    region.store().acceptedLog().accept(List.of(gone, stays));
    var jobs = region.store().triageJobs();
    var results =
        jobs.claim("w", Room.of(10), Duration.ofMinutes(1)).stream()
            .map(claim -> new Result(claim, decided("canary")))
            .toList();
    region.store().erasure().erase("ada", List.of(gone.id()), "asked");

    assertThat(jobs.commit("w", results))
        .extracting(result -> result.claim().message())
        .containsExactly(stays.id());
    assertThat(everything("change").lines().filter(line -> line.contains("canary"))).hasSize(1);
    assertThat(everything("job")).doesNotContain("triage");
  }

  @Test
  void anErasureInAFloodReadsNothingOfWhatWaits() throws SQLException {
    Acceptance mail = TestRegion.mail("Subject: flood\r\n\r\n");
    region.store().acceptedLog().accept(List.of(mail));
    try (Connection c = region.superuser();
        Statement sql = c.createStatement()) {
      c.setAutoCommit(false);
      sql.execute("LOCK TABLE postmeridian.job IN ACCESS EXCLUSIVE MODE");
      assertThat(region.store().erasure().erase("ada", List.of(mail.id()), "asked")).isEqualTo(1);
      c.rollback();
    }
    assertThat(region.store().triageJobs().claim("w", Room.of(10), Duration.ofSeconds(1)))
        .isEmpty();
    assertThat(everything("job")).as("dropped by who claimed it").isEqualTo("null");
  }

  @Test
  void whatIsBeingReadForTheSearchLeavesNoDocumentBehind() throws Exception {
    Acceptance mail = TestRegion.mail("Subject: canary\r\n\r\n");
    region.store().acceptedLog().accept(List.of(mail));
    whileErased(
        mail,
        "INSERT INTO postmeridian.search SELECT id, received_at, 'canary' FROM postmeridian.message");
    assertThat(everything("search")).isEqualTo("null");
  }

  @Test
  void whatIsBeingTriagedWaitsForNoEraserThatWaitsForIt() throws Exception {
    Acceptance mail = TestRegion.mail("Subject: both\r\n\r\n");
    region.store().acceptedLog().accept(List.of(mail));
    whileErased(
        mail,
        """
        INSERT INTO postmeridian.change (stamp, message_id, country, fields)
        SELECT stamp, message_id, country, '{"quarantine": {"reason": "canary"}}'
        FROM (SELECT '%s' AS stamp, message_id, country FROM postmeridian.change) c
        """
            .formatted(region.clock().next()));
    assertThat(everything("message")).contains("erased").doesNotContain("canary");
  }

  @Test
  void aCorrectionThatWaitsForAnEraserSaysNothing() throws Exception {
    Acceptance mail = TestRegion.mail("Subject: gone\r\n\r\n");
    region.store().acceptedLog().accept(List.of(mail));
    try (Connection eraser = region.superuser();
        Statement sql = eraser.createStatement();
        var person = Executors.newVirtualThreadPerTaskExecutor()) {
      eraser.setAutoCommit(false);
      sql.execute(
          """
          INSERT INTO postmeridian.change (stamp, message_id, country, fields)
          SELECT '%s', message_id, country, '{"erased": {"by": "ada"}}' FROM postmeridian.change
          """
              .formatted(region.clock().next()));
      var corrected =
          person.submit(
              () -> region.store().desk().correct("eve", mail.id(), toQueue("canary-queue")));
      await().until(() -> waiting() == 1);
      eraser.commit();
      assertThat(corrected.get(10, TimeUnit.SECONDS)).isEmpty();
    }
    assertThat(everything("change") + everything("audit_event")).doesNotContain("canary", "eve");
  }

  @Test
  void whoAnswersAMessageHoldsWhatItIsKnownByInTheOrderOfWhoErasesIt() throws Exception {
    Acceptance mail = TestRegion.mail("Subject: original\r\n\r\n");
    region.store().acceptedLog().accept(List.of(mail));
    region.triage(mail.id(), decided("canary 1"));
    region.store().acceptedLog().accept(List.of(TestRegion.mail("Subject: reply\r\n\r\n")));
    var jobs = region.store().triageJobs();
    var reply =
        jobs.claim("w", Room.of(1), Duration.ofMinutes(1)).stream()
            .map(claim -> new Result(claim, decided("canary 1")))
            .toList();
    try (Connection reader = region.superuser();
        Statement sql = reader.createStatement();
        var both = Executors.newVirtualThreadPerTaskExecutor()) {
      reader.setAutoCommit(false);
      // the eraser stops between the two keys, where a worker would pass that took the last first
      try (var last =
          sql.executeQuery(
              "SELECT source = 'own' FROM postmeridian.thread_key ORDER BY key DESC LIMIT 1 FOR KEY SHARE")) {
        assertThat(last.next() && last.getBoolean(1)).as("the Message-ID is the last").isTrue();
      }
      var erased =
          both.submit(() -> region.store().erasure().erase("ada", List.of(mail.id()), "asked"));
      await().until(() -> waiting() == 1);
      var committed = both.submit(() -> jobs.commit("w", reply));
      await().until(() -> waiting() == 2);
      reader.commit();
      assertThat(erased.get(10, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(committed.get(10, TimeUnit.SECONDS)).isEqualTo(reply);
    }
  }

  /** Erases a message while a worker ends its work on it. */
  private static void whileErased(Acceptance mail, String after) throws Exception {
    try (Connection worker = region.as(region.address().worker());
        Statement sql = worker.createStatement();
        var eraser = Executors.newVirtualThreadPerTaskExecutor()) {
      worker.setAutoCommit(false);
      sql.execute("SELECT postmeridian.hold(ARRAY(SELECT id FROM postmeridian.message))");
      var erased =
          eraser.submit(() -> region.store().erasure().erase("ada", List.of(mail.id()), "asked"));
      await().until(() -> waiting() == 1);
      sql.execute(after);
      worker.commit();
      assertThat(erased.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  private static int waiting() throws SQLException {
    try (Connection c = region.superuser();
        Statement sql = c.createStatement();
        var row =
            sql.executeQuery(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void index(String words) {
    var jobs = region.store().indexJobs();
    var results =
        jobs.claim("indexer", Room.of(10), Duration.ofMinutes(1)).stream()
            .map(claim -> new Result(claim, new Result.Indexed(words)))
            .toList();
    assertThat(jobs.commit("indexer", results)).hasSize(1);
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
        TestRegion.decision());
  }

  private static int expired(RetentionPolicy policy, Instant now) {
    return region.store().erasure().eraseExpired(policy, now);
  }

  private static Correction toQueue(String queue) {
    return new Correction(
        Optional.empty(),
        Optional.of(new QueueName(queue)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
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
