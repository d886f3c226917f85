package dev.postmeridian.store;

import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.MessageSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * A filter as SQL: newest first, from a cursor on. What to show is found in an index alone, which
 * is a tenth of the table; then its rows are read.
 */
final class ListStatement {
  // Words are asked for as they are written, whole or in parts, and, of the documents of each
  // language, in its stems; exact ones as they are written alone, for languages drop words that
  // carry little.
  private static final String ANY_LANGUAGE =
      """
      (SELECT string_agg(DISTINCT '(' || one || ')', ' | ')::tsquery FROM (
        SELECT string_agg('(' || words || ')', ' & ') AS one
        FROM (
          SELECT language, alternative, CASE WHEN exact OR language = 'simple'
            THEN concat_ws(' | ', nullif(phraseto_tsquery('simple', text)::text, ''),
              nullif(phraseto_tsquery('simple', parts)::text, ''))
            ELSE (SELECT string_agg(quote_literal(lexeme || '~' || language), ' & ')
              FROM unnest(to_tsvector(language::regconfig, text))) END AS words
          FROM jsonb_to_recordset(%s::jsonb) AS asked(text text, parts text, exact boolean, alternative int),
            unnest(string_to_array(:languages, ',')) language) each_word
        WHERE words <> ''
        GROUP BY language, alternative) each_language)
      """;
  private static final String FOUND =
      """
      id = ANY (ARRAY(SELECT postmeridian.found(
          CASE WHEN unwanted IS NULL THEN wanted
            WHEN wanted IS NULL THEN !!unwanted
            ELSE wanted && !!unwanted END, :found_before, :found_most)
        FROM (SELECT %s AS wanted, %s AS unwanted) q
        WHERE wanted IS NOT NULL OR unwanted IS NOT NULL))
      """
          .formatted(ANY_LANGUAGE.formatted(":wanted"), ANY_LANGUAGE.formatted(":unwanted"));

  /** Of a word that very many messages hold, only the newest are looked at. */
  private static final int MOST_FOUND = 2000;

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();
  private final int limit;

  ListStatement(MessageFilter filter) {
    limit = filter.limit();
    conditions.add("state IN ('accepted', 'triaged', 'quarantined')");
    filter.queue().ifPresent(q -> equal("queue", q.value()));
    filter.junk().ifPresent(j -> equal("junk", j.word()));
    filter.priority().ifPresent(p -> equal("priority", p.word()));
    filter.needsReply().ifPresent(n -> equal("needs_reply", n));
    filter.language().ifPresent(l -> equal("language", l));
    filter.state().ifPresent(s -> equal("state", s.word()));
    // as the indexes of what is open say it
    filter.done().ifPresent(done -> conditions.add(done ? "done" : "NOT done"));
    filter.mailbox().ifPresent(m -> equal("mailbox", m));
    filter.text().filter(t -> !t.isBlank()).ifPresent(t -> find(filter, t));
    filter.before().map(Cursor::parse).ifPresent(this::before);
  }

  List<MessageSummary> run(Handle handle) {
    String found =
        "SELECT id FROM postmeridian.message WHERE "
            + String.join(" AND ", conditions)
            + " ORDER BY received_at DESC, id DESC LIMIT :limit";
    String sql =
        "SELECT "
            + SummaryRow.COLUMNS
            + " FROM postmeridian.message WHERE id = ANY (ARRAY("
            + found
            + ")) ORDER BY received_at DESC, id DESC";
    return handle
        .createQuery(sql)
        .bindMap(values)
        .bind("limit", limit)
        .map(new SummaryRow())
        .list();
  }

  private void equal(String column, Object value) {
    conditions.add(column + " = :" + column);
    values.put(column, value);
  }

  private void find(MessageFilter filter, String text) {
    conditions.add(FOUND);
    var query = SearchQuery.of(FieldJson.clean(text));
    values.put("wanted", FieldJson.written(query.wanted()));
    values.put("unwanted", FieldJson.written(query.unwanted()));
    // A cursor shows the next of them, so all are found in time.
    values.put(
        "found_before",
        filter.before().map(Cursor::parse).map(Cursor::receivedAtMillis).orElse(Long.MAX_VALUE));
    values.put("found_most", MOST_FOUND);
    values.put("languages", String.join(",", SearchText.configurations()));
  }

  private void before(Cursor cursor) {
    conditions.add("(received_at, id) < (:before_at, :before_id)");
    values.put("before_at", cursor.receivedAtMillis());
    values.put("before_id", cursor.id().bytes());
  }
}
