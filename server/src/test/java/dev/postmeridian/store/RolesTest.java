package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.intake.Acceptance;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {
  private static final String REFUSED = "42501";
  private static TestRegion region;
  private static Acceptance mail;

  @BeforeAll
  static void open() {
    region = TestRegion.open();
    mail = TestRegion.mail("Subject: rights\r\n\r\n");
    region.store().acceptedLog().accept(List.of(mail));
  }

  @AfterAll
  static void close() {
    region.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM job",
        "SELECT * FROM secret",
        "SELECT * FROM search",
        "SELECT * FROM thread_key",
        "SELECT * FROM audit_event",
        "UPDATE message SET fields = '{}'",
        "DELETE FROM message",
        "UPDATE change SET fields = '{}'",
        "DELETE FROM change",
        "UPDATE content SET raw = NULL",
        "DELETE FROM content",
        "DELETE FROM audit_event",
        "INSERT INTO job (kind, message_id) VALUES ('triage', '\\x00')",
        "SELECT scrub(ARRAY[]::bytea[])",
        "SELECT hold(ARRAY[]::bytea[])",
        "INSERT INTO outbox (message_id, effect) VALUES ('\\x00', 'x')",
        "UPDATE outbox SET revision = 1",
        "SELECT revision_of('{}')",
        "SELECT prepare_months(1)",
        "CREATE TABLE mine (i int)",
        "SET ROLE postmeridian_owner",
      })
  void theConsoleMayNot(String statement) throws SQLException {
    try (Connection c = region.as(region.address().console())) {
      actor(c, "ada");
      assertRefused(c, statement);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE message SET fields = '{}'",
        "INSERT INTO message (id, fields, stamps) VALUES ('\\x00', '{}', '{}')",
        "DELETE FROM message",
        "UPDATE change SET fields = '{}'",
        "DELETE FROM change",
        "UPDATE content SET raw = NULL",
        "DELETE FROM content",
        "SELECT * FROM audit_event",
        "DELETE FROM audit_event",
        "UPDATE secret SET value = ''",
        "INSERT INTO change_other (stamp) VALUES ('x')",
        "ALTER TABLE change DISABLE TRIGGER merge",
        "CREATE TABLE mine (i int)",
      })
  void theWorkerMayNot(String statement) throws SQLException {
    try (Connection c = region.as(region.address().worker())) {
      assertRefused(c, statement);
    }
  }

  @Test
  void passwordsThatNobodyChoseAreNotStretched() throws SQLException {
    try (Connection c = region.superuser();
        Statement sql = c.createStatement();
        var row =
            sql.executeQuery(
                "SELECT bool_and(rolpassword LIKE 'SCRAM-SHA-256$1:%') FROM pg_authid WHERE rolcanlogin")) {
      assertThat(row.next() && row.getBoolean(1)).isTrue();
    }
  }

  @Test
  void withoutAnActorTheConsoleSeesNothing() throws SQLException {
    try (Connection c = region.as(region.address().console())) {
      for (String table : List.of("message", "content", "change", "outbox")) {
        assertThat(count(c, table)).as(table).isZero();
      }
      String held = "postmeridian.hold_visible((SELECT decode('%s', 'hex')))".formatted(mail.id());
      assertThat(count(c, held)).isZero();
      actor(c, "ada");
      assertThat(count(c, "message")).isPositive();
      assertThat(count(c, held)).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"decision\": {\"by\": \"ada\"}}",
        "{\"person_queue\": {\"value\": \"x\", \"by\": \"eve\"}}",
        "{\"person_queue\": {\"value\": \"x\"}}",
        "{\"person_queue\": {\"value\": \"x\", \"by\": \"ada\"}, \"erased\": {\"by\": \"ada\"}}",
        "{}",
      })
  void aPersonSaysOnlyWhatIsTheirsToSay(String fields) throws SQLException {
    try (Connection c = region.as(region.address().console())) {
      actor(c, "ada");
      assertRefused(c, insert(fields, "DE", 1));
    }
  }

  @Test
  void aPersonMaySayTheirs() throws SQLException {
    try (Connection c = region.as(region.address().console())) {
      actor(c, "ada");
      String said = "{\"person_queue\": {\"value\": \"x\", \"by\": \"ada\"}}";
      assertRefused(c, insert(said, "US", 2));
      execute(c, insert(said, "DE", 3));
      assertRefused(c, noted("eve", "message.corrected"));
      assertRefused(c, noted("ada", "message.erased"));
      execute(c, noted("ada", "message.corrected"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tx", "version"})
  void whatTheLogSaysOfAChangeIsNotThePersons(String column) throws SQLException {
    try (Connection c = region.as(region.address().console())) {
      actor(c, "ada");
      assertRefused(
          c,
          """
          INSERT INTO change (stamp, message_id, country, fields, %s)
          SELECT 'x', id, 'DE', '{}', '1' FROM message
          """
              .formatted(column));
    }
  }

  @Test
  void nobodyWritesIntoTheFuture() throws SQLException {
    String said = insert("{\"person_queue\": {\"value\": \"x\", \"by\": \"ada\"}}", "DE", 5);
    long now = Long.parseLong(said.replaceAll("(?s).*VALUES \\('([0-9a-f]{12}).*", "$1"), 16);
    String late = said.replace("%012x".formatted(now), "%012x".formatted(now + 120_000));
    for (ServiceRole role : List.of(region.address().worker(), region.address().console())) {
      try (Connection c = region.as(role)) {
        actor(c, "ada");
        assertRefused(c, late);
      }
    }
  }

  @Test
  void transactionsOfServicesEndWithinSeconds() throws SQLException {
    for (ServiceRole role : List.of(region.address().worker(), region.address().console())) {
      try (Connection c = region.as(role);
          var sql = c.createStatement();
          var row = sql.executeQuery("SHOW transaction_timeout")) {
        row.next();
        assertThat(row.getString(1)).matches("(5|10)s");
      }
    }
  }

  private static String insert(String fields, String country, int counter) {
    return """
    INSERT INTO change (stamp, message_id, country, fields)
    VALUES ('%012x-%04x+eu-west-1+0000000000000001', decode('%s', 'hex'), '%s', '%s')
    """
        .formatted(System.currentTimeMillis(), counter, mail.id(), country, fields);
  }

  private static String noted(String actor, String action) {
    return "INSERT INTO audit_event (actor, action, subject) VALUES ('%s', '%s', 'b')"
        .formatted(actor, action);
  }

  private static void actor(Connection c, String actor) throws SQLException {
    execute(c, "SELECT set_config('postmeridian.actor', '" + actor + "', false)");
  }

  private static long count(Connection c, String table) throws SQLException {
    try (Statement sql = c.createStatement();
        var row = sql.executeQuery("SELECT count(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void assertRefused(Connection c, String statement) {
    assertThatThrownBy(() -> execute(c, statement))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
  }

  private static void execute(Connection c, String statement) throws SQLException {
    try (Statement sql = c.createStatement()) {
      sql.execute(statement);
    }
  }
}
