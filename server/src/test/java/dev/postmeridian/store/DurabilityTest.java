package dev.postmeridian.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.intake.Acceptance;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * That an accepted mail is on disk, by the order of flushes: right after accept() returns we note
 * how far the write-ahead log is flushed, and only then look up where the commit record of that
 * mail ends. It must end at or before what was noted. The same probe catches a log that answers
 * first.
 */
class DurabilityTest {
  private static TestRegion region;

  @BeforeAll
  static void open() throws SQLException {
    region = TestRegion.open();
    try (Connection c = region.superuser();
        Statement sql = c.createStatement()) {
      sql.execute("CREATE EXTENSION pg_walinspect");
    }
  }

  @AfterAll
  static void close() {
    region.close();
  }

  @Test
  void theDatabaseFlushesWhatItCommits() throws SQLException {
    try (Connection c = region.as(region.address().worker());
        Statement sql = c.createStatement()) {
      assertThat(text(sql, "SHOW fsync")).isEqualTo("on");
      assertThat(text(sql, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(text(sql, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(text(sql, "SHOW data_checksums")).isEqualTo("on");
    }
  }

  @Test
  void acceptReturnsOnlyAfterItsCommitRecordIsFlushed() throws SQLException {
    assertThat(answersBeforeTheFlush(region.store().acceptedLog(), "durable")).isZero();
  }

  @Test
  void theProbeCatchesALogThatAnswersBeforeTheFlush() throws SQLException {
    var hasty = new PGSimpleDataSource();
    hasty.setUrl(region.address().url());
    hasty.setUser(region.address().worker().name());
    hasty.setPassword(region.address().worker().password());
    hasty.setOptions("-c synchronous_commit=off");
    var statement = new AcceptStatement(region.clock(), TestRegion.REGION);
    try (var log = new PostgresAcceptedLog(hasty, statement, LogLimits.DEFAULT, () -> {})) {
      assertThat(answersBeforeTheFlush(log, "hasty")).isPositive();
    }
  }

  private static int answersBeforeTheFlush(PostgresAcceptedLog log, String salt)
      throws SQLException {
    int early = 0;
    try (Connection c = region.superuser();
        Statement sql = c.createStatement()) {
      for (int i = 0; i < 30; i++) {
        Acceptance mail = TestRegion.mail("Subject: " + salt + i + "\r\n\r\n");
        String before = text(sql, "SELECT pg_current_wal_insert_lsn()");
        log.accept(List.of(mail));
        long flushed =
            Long.parseLong(text(sql, "SELECT pg_current_wal_flush_lsn() - '0/0'::pg_lsn"));
        early += endOfCommit(sql, mail, before) > flushed ? 1 : 0;
      }
    }
    return early;
  }

  private static long endOfCommit(Statement sql, Acceptance mail, String from) throws SQLException {
    // A durable commit behind it, so that it is flushed by now in any case, and can be looked up.
    text(sql, "SELECT pg_logical_emit_message(true, 'durability', 'test')");
    String end =
        text(
            sql,
            """
            SELECT max(end_lsn) - '0/0'::pg_lsn
            FROM pg_get_wal_records_info('%s', pg_current_wal_flush_lsn())
            WHERE resource_manager = 'Transaction' AND record_type = 'COMMIT' AND xid = (
              SELECT tx::xid FROM postmeridian.change WHERE message_id = decode('%s', 'hex'))
            """
                .formatted(from, mail.id()));
    return Long.parseLong(end);
  }

  private static String text(Statement sql, String query) throws SQLException {
    try (var row = sql.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
