package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.jobs.Room;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.region.Country;
import dev.postmeridian.triage.QueueName;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The file changed: mail that came when it was lawful here, and is not any more. */
class ForeignMailTest {
  private static final Acceptance GERMAN = TestRegion.mail("Subject: de\r\n\r\n");
  private static final Acceptance FRENCH = french(TestRegion.mail("fr@mail.example", "x"));

  @Test
  void mailThatIsNoLongerLawfulHereIsNeitherProcessedNorShownUntilItIsAgain() throws SQLException {
    DatabaseAddress address = TestRegion.freshDatabase();
    try (var before = open(address, "DE", "FR")) {
      before.acceptedLog().accept(List.of(GERMAN, FRENCH));
      before.foreignMail().look();
      assertThat(before.trouble()).isEmpty();
    }

    try (var narrowed = open(address, "DE")) {
      assertThat(narrowed.triageJobs().claim("w", Room.of(10), Duration.ofMillis(1)))
          .extracting(claim -> claim.message())
          .containsExactly(GERMAN.id());
      assertThat(narrowed.desk().list("ada", MessageFilter.all(10)))
          .extracting(m -> m.id())
          .containsExactly(GERMAN.id());
      assertThat(narrowed.desk().find("ada", FRENCH.id())).isEmpty();
      assertThat(narrowed.desk().raw("ada", FRENCH.id())).isEmpty();
      assertThat(narrowed.desk().raw("ada", GERMAN.id())).isPresent();
      assertThat(narrowed.desk().correct("ada", FRENCH.id(), toQueue("billing"))).isEmpty();
      assertThat(narrowed.desk().pulse().accepted()).isEqualTo(1);
      narrowed.foreignMail().look();
      assertThat(narrowed.trouble().orElseThrow()).contains("such as FR");
      assertThat(narrowed.backlog().foreign()).isTrue();
    }

    try (var widened = open(address, "DE", "FR")) {
      assertThat(widened.desk().raw("ada", FRENCH.id())).isPresent();
      widened.foreignMail().look();
      assertThat(widened.trouble()).isEmpty();
    }
  }

  @Test
  void mailThatCameByATransferIsHiddenAndNotProcessedOnceThatEnds() throws SQLException {
    var end = Instant.parse("2027-01-01T00:00:00Z");
    var now = new AtomicReference<>(end.minusSeconds(1));
    var law = TestRegion.lawWithTransfer("DE", new Country("FR"), end, now::get);
    try (var store =
        TestRegion.open(TestRegion.freshDatabase(), law, TestRegion.clock(7), () -> {})) {
      store.acceptedLog().accept(List.of(GERMAN, FRENCH));
      store.foreignMail().follow();
      assertThat(store.desk().raw("ada", FRENCH.id())).isPresent();

      now.set(end);
      store.foreignMail().follow();
      assertThat(store.desk().raw("ada", FRENCH.id())).isEmpty();
      assertThat(store.desk().raw("ada", GERMAN.id())).isPresent();
      assertThat(store.triageJobs().claim("w", Room.of(10), Duration.ofMillis(1)))
          .extracting(claim -> claim.message())
          .containsExactly(GERMAN.id());
      assertThat(store.trouble().orElseThrow()).contains("such as FR");
    }
  }

  @Test
  void aReplyDoesNotTellWhereHiddenMailWasPut() throws SQLException {
    DatabaseAddress address = TestRegion.freshDatabase();
    Acceptance question = french(TestRegion.mail("question"));
    Acceptance reply = TestRegion.mail("reply");
    try (var before = open(address, "DE", "FR")) {
      triaged(before, question, "<1@x>");
      before.desk().correct("ada", question.id(), toQueue("support"));
    }

    try (var narrowed = open(address, "DE")) {
      triaged(narrowed, reply, "<2@x>");
      assertThat(narrowed.desk().find("ada", reply.id()).orElseThrow().summary().queue())
          .isNotEqualTo(Optional.of(new QueueName("support")));
    }
    try (var widened = open(address, "DE", "FR")) {
      Acceptance next = TestRegion.mail("next");
      triaged(widened, next, "<3@x>");
      assertThat(widened.desk().find("ada", next.id()).orElseThrow().summary().queue())
          .contains(new QueueName("support"));
    }
  }

  @Test
  void retentionErasesItAsAllMail() throws SQLException {
    DatabaseAddress address = TestRegion.freshDatabase();
    try (var before = open(address, "FR")) {
      before.acceptedLog().accept(List.of(FRENCH));
    }
    try (var narrowed = open(address, "DE")) {
      narrowed.foreignMail().look();
      assertThat(narrowed.trouble()).isPresent();

      var policy = new RetentionPolicy(Optional.of(Duration.ofDays(30)), Optional.empty(), 100);
      Instant month = Instant.now().plus(Duration.ofDays(31));
      assertThat(narrowed.erasure().eraseExpired(policy, month)).isEqualTo(1);
      narrowed.foreignMail().look();
      assertThat(narrowed.trouble()).isEmpty();
    }
  }

  @Test
  void whatANodeWithTheFileOfBeforeStillTakesIsHiddenToo() throws SQLException {
    DatabaseAddress address = TestRegion.freshDatabase();
    try (var before = open(address, "DE", "FR");
        var narrowed = open(address, "DE")) {
      before.acceptedLog().accept(List.of(GERMAN, FRENCH));

      assertThat(narrowed.desk().find("ada", GERMAN.id())).isPresent();
      assertThat(narrowed.desk().find("ada", FRENCH.id())).isEmpty();
      narrowed.foreignMail().look();
      assertThat(narrowed.trouble()).isPresent();
    }
  }

  private static Store open(DatabaseAddress address, String... countries) {
    return TestRegion.open(
        address, TestRegion.law(TestRegion.REGION, countries), TestRegion.clock(7), () -> {});
  }

  /** Accepts it and decides it: mail that answers the one named {@code <1@x>}. */
  private static void triaged(Store store, Acceptance mail, String messageId) {
    store.acceptedLog().accept(List.of(mail));
    var parsed =
        new ParsedMail(
            "order",
            "",
            Optional.empty(),
            Optional.of(messageId),
            messageId.equals("<1@x>") ? List.of() : List.of("<1@x>"),
            List.of(),
            "",
            List.of(),
            List.of());
    var jobs = store.triageJobs();
    jobs.commit(
        "w",
        jobs.claim("w", Room.of(10), Duration.ofMinutes(1)).stream()
            .map(claim -> new Result(claim, new Result.Decided(parsed, TestRegion.decision())))
            .toList());
  }

  private static Correction toQueue(String queue) {
    return new Correction(
        Optional.empty(),
        Optional.of(new QueueName(queue)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Acceptance french(Acceptance mail) {
    return new Acceptance(
        mail.id(),
        mail.mailbox(),
        new Country("FR"),
        mail.sender(),
        mail.receivedAt(),
        mail.via(),
        mail.trace(),
        mail.data());
  }
}
