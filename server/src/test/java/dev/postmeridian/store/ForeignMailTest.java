package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.jobs.Room;
import dev.postmeridian.region.Country;
import dev.postmeridian.triage.QueueName;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
      assertThat(narrowed.desk().correct("ada", FRENCH.id(), toBilling())).isEmpty();
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

  private static Correction toBilling() {
    return new Correction(
        Optional.empty(),
        Optional.of(new QueueName("billing")),
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
