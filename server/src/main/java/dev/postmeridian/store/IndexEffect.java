package dev.postmeridian.store;

import dev.postmeridian.jobs.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * What follows from reading a message for the search: its document, as it is written and in its
 * language's stems. Those carry the language's name, so that no other language's words find them.
 */
final class IndexEffect implements PostgresJobs.Effect {
  private static final String SQL =
      """
      INSERT INTO postmeridian.search (message_id, received_at, document)
      SELECT i.id, m.received_at,
        CASE WHEN pg_column_size(written) + pg_column_size(stems) < 1 << 20 THEN written || stems ELSE written END
      FROM unnest(?::bytea[], ?::text[], ?::text[]) AS i(id, text, language)
        JOIN postmeridian.message m ON m.id = i.id AND m.state <> 'erased',
        LATERAL (SELECT to_tsvector('simple', i.text) AS written,
          CASE i.language WHEN 'simple' THEN '' ELSE array_to_tsvector(ARRAY(
            SELECT lexeme || '~' || i.language FROM unnest(to_tsvector(i.language::regconfig, i.text))
            LIMIT 40000)) END AS stems -- so many fit a tsvector surely
          OFFSET 0) vectors -- worked out once
      ON CONFLICT (message_id) DO UPDATE SET document = excluded.document
      """;

  // Not found by its words, only in the list; another version may read it another day.
  private static final String AGAIN =
      """
      INSERT INTO postmeridian.job (kind, message_id, class, run_at, last_error)
      SELECT 'index', id, 2, now() + interval '1 day', why FROM unnest(?::bytea[], ?::text[]) AS i(id, why)
      """;

  @Override
  public void apply(Connection c, List<Result> results) throws SQLException {
    index(c, results);
    var failed = results.stream().filter(r -> r.verdict() instanceof Result.Quarantined).toList();
    if (!failed.isEmpty()) {
      var rows = new Columns<>(c, failed);
      try (var sql = c.prepareStatement(AGAIN)) {
        sql.setArray(1, rows.bytes(r -> r.claim().message().bytes()));
        sql.setArray(
            2, rows.texts(r -> r.verdict() instanceof Result.Quarantined q ? q.reason() : ""));
        sql.executeUpdate();
      }
    }
  }

  private static void index(Connection c, List<Result> results) throws SQLException {
    var sorted =
        results.stream()
            .filter(r -> r.verdict() instanceof Result.Indexed)
            .sorted(Comparator.comparing(r -> r.claim().message()))
            .toList();
    var rows = new Columns<>(c, sorted);
    try (var sql = c.prepareStatement(SQL)) {
      sql.setArray(1, rows.bytes(r -> r.claim().message().bytes()));
      sql.setArray(2, rows.texts(IndexEffect::text));
      sql.setArray(3, rows.texts(r -> SearchText.configuration(r.claim().language())));
      sql.executeUpdate();
    }
  }

  private static String text(Result result) {
    return result.verdict() instanceof Result.Indexed indexed
        ? SearchText.ofDocument(FieldJson.clean(indexed.text()))
        : "";
  }
}
