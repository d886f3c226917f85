package dev.postmeridian.store;

import static dev.postmeridian.desk.Criterion.BEFORE;
import static dev.postmeridian.desk.Criterion.DONE;
import static dev.postmeridian.desk.Criterion.ORDER;
import static dev.postmeridian.desk.Criterion.PRIORITY;
import static dev.postmeridian.desk.Criterion.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.change.HybridClock;
import dev.postmeridian.desk.Corrected;
import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.DeskContract;
import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.desk.Order;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.triage.Pressing;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDeskTest extends DeskContract {
  @RegisterExtension static final TestRegion region = TestRegion.open();

  @Override
  protected Desk desk() {
    return region.store().desk();
  }

  @Override
  protected void arrive(Letter letter) {
    var mail =
        new Acceptance(
            letter.id(),
            MailAddress.parse(letter.mailbox()),
            letter.country(),
            letter.sender(),
            letter.at(),
            Acceptance.Via.SMTP,
            "Received: from a by b",
            letter.raw());
    region.store().acceptedLog().accept(List.of(mail));
    letter
        .decision()
        .ifPresent(d -> region.triage(letter.id(), new Result.Decided(letter.parsed(), d)));
    letter.quarantine().ifPresent(why -> region.triage(letter.id(), new Result.Quarantined(why)));
  }

  @Override
  protected void erase(MessageId id) {
    region.store().erasure().erase("ada", List.of(id), "asked");
  }

  @Test
  void aLaterCorrectionWinsEvenFromANodeWhoseClockIsBehind() {
    MessageId id = accept("Subject: clocks\r\n\r\n");
    var slow = TestRegion.slowClock(40);
    correct(region.store(), id, "billing");
    try (var other = TestRegion.open(region.address(), slow, () -> {})) {
      assertThat(correct(other, id, "support").orElseThrow().summary().queue())
          .contains(new QueueName("support"));
    }
  }

  @Test
  void whatALaterVersionLetsPeopleSayKeepsNobodyFromCorrecting() throws SQLException {
    MessageId id = accept("Subject: later\r\n\r\n");
    try (var c = region.superuser();
        var sql = c.createStatement()) {
      sql.execute(
          """
          INSERT INTO postmeridian.change (stamp, message_id, country, fields)
          SELECT '%s', message_id, country, '{"person_mood": "well", "person_queue": "support"}'
          FROM postmeridian.change
          """
              .formatted(region.clock().next()));
    }
    assertThat(correct(region.store(), id, "billing").orElseThrow().summary().queue())
        .contains(new QueueName("billing"));
  }

  @Test
  void aClockThatIsWrongIsToldFromAFaultAndFromAnOutage() {
    MessageId id = accept("Subject: ahead\r\n\r\n");
    var wrong = new AtomicReference<>(Duration.ZERO);
    var clock = new HybridClock(() -> Instant.now().plus(wrong.get()), TestRegion.REGION, 96);
    try (var other = TestRegion.open(region.address(), clock, () -> {})) {
      wrong.set(Duration.ofMinutes(5));
      assertThatThrownBy(() -> correct(other, id, "billing"))
          .isInstanceOf(Desk.RefusedException.class)
          .hasMessageContaining("the correction (SQLSTATE 42501): a clock was set back")
          .hasMessageContaining("Set them right");
    }
    assertThat(region.store().desk().find("ada", id).orElseThrow().summary().corrected()).isFalse();
  }

  @Test
  void aDatabaseThatCannotBeReachedIsToldFromAFault() throws SQLException {
    var address = TestRegion.freshDatabase();
    try (var other = TestRegion.open(address, TestRegion.clock(98), () -> {})) {
      try (var c = region.superuser();
          var sql = c.createStatement()) {
        String name = address.url().replaceFirst(".*/", "").replaceFirst("\\?.*", "");
        sql.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        sql.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                + name
                + "'");
      }
      assertThatThrownBy(() -> other.desk().list("ada", MessageFilter.all(1)))
          .isInstanceOf(Desk.UnavailableException.class);
    }
  }

  @Test
  void whatPressesMostIsFoundInItsIndexAloneAndWithoutSorting() throws SQLException {
    fill();
    String after = new Cursor(Optional.of(Pressing.HIGH), 5, TestRegion.mail("a").id()).toString();
    for (var filter :
        List.of(
            pressing(),
            pressing().with(BEFORE, after),
            pressing().with(DONE, false),
            pressing().with(PRIORITY, Set.of(Priority.URGENT, Priority.HIGH)))) {
      assertThat(part(plan(filter), "message_pressing")).as("%s", filter).doesNotContain("Sort");
    }
    String urgent = plan(newest(Priority.URGENT).with(DONE, false));
    assertThat(part(urgent, "message_pressing")).as("beside what lies in junk").contains("Sort");
  }

  @Test
  void theNewestOfWhatIsManyIsFoundInTheirIndexAloneAndWithoutSorting() throws SQLException {
    fill();
    for (var filter :
        List.of(
            newest(Priority.LOW, Priority.NORMAL).with(DONE, false),
            newest(Priority.LOW).with(DONE, false),
            newest(Priority.URGENT),
            newest(Priority.URGENT, Priority.LOW).with(DONE, false))) {
      assertThat(part(plan(filter), "message_newest")).as("%s", filter).doesNotContain("Sort");
    }
  }

  @Test
  void wordsAreLookedForOnceInEitherOrder() throws SQLException {
    fill();
    for (var filter : List.of(pressing().with(TEXT, "invoice"), newest().with(TEXT, "x"))) {
      assertThat(plan(filter)).as("%s", filter).containsOnlyOnce("ProjectSet");
    }
  }

  /** Of a plan, the limited part that is read from this index alone, above its first node. */
  private static String part(String plan, String index) {
    var node = Pattern.compile("Index Only Scan (Backward )?using " + index + " ");
    assertThat(plan).containsPattern(node).doesNotContain("Seq Scan");
    int at = node.matcher(plan).results().findFirst().orElseThrow().start();
    return plan.substring(plan.lastIndexOf("Limit", at), at);
  }

  private static void fill() throws SQLException {
    try (var c = region.superuser();
        var sql = c.createStatement()) {
      sql.execute(
          """
          INSERT INTO postmeridian.message (id, fields, stamps, received_at, state, queue, priority, done)
          SELECT decode(lpad(to_hex(n), 32, '0'), 'hex'), '{}', '{}', n, 'triaged', 'billing',
            (ARRAY['urgent', 'high', 'normal', 'low'])[1 + n % 4], n / 4 % 2 = 0
          FROM generate_series(1, 4000) n
          ON CONFLICT DO NOTHING
          """);
      sql.execute("VACUUM ANALYZE postmeridian.message");
    }
  }

  private static MessageFilter newest(Priority... any) {
    return MessageFilter.all(50).with(PRIORITY, Set.of(any));
  }

  private static MessageFilter pressing() {
    return MessageFilter.all(50).with(ORDER, Order.PRESSING);
  }

  private static String plan(MessageFilter filter) throws SQLException {
    try (var c = region.as(region.address().console());
        var handle = Jdbi.open(c)) {
      var list = new ListStatement(filter);
      return list.bind(handle.createQuery("EXPLAIN (COSTS OFF) " + list.sql()))
          .mapTo(String.class)
          .collect(Collectors.joining("\n"));
    }
  }

  private static Optional<MessageView> correct(Store store, MessageId id, String queue) {
    var correction =
        new Correction(
            Optional.empty(),
            Optional.of(new QueueName(queue)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return store.desk().correct("ada", id, correction).map(Corrected::after);
  }

  private static MessageId accept(String text) {
    Acceptance mail = TestRegion.mail(text);
    return region.store().acceptedLog().accept(List.of(mail)).getFirst().id();
  }
}
