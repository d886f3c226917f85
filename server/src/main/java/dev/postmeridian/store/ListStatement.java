package dev.postmeridian.store;

import static dev.postmeridian.desk.Criterion.BEFORE;
import static dev.postmeridian.desk.Criterion.DONE;
import static dev.postmeridian.desk.Criterion.JUNK;
import static dev.postmeridian.desk.Criterion.LANGUAGE;
import static dev.postmeridian.desk.Criterion.MAILBOX;
import static dev.postmeridian.desk.Criterion.NEEDS_REPLY;
import static dev.postmeridian.desk.Criterion.PRIORITY;
import static dev.postmeridian.desk.Criterion.QUEUE;
import static dev.postmeridian.desk.Criterion.STATE;
import static dev.postmeridian.desk.Criterion.TEXT;

import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.MessageState;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.desk.Order;
import dev.postmeridian.triage.Pressing;
import dev.postmeridian.triage.Priority;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * A filter as SQL: in its order, from a cursor on. What to show is found in an index alone, which
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
  // Looked for once, whatever parts the list is made of.
  private static final String FOUND =
      """
      WITH found AS MATERIALIZED (
        SELECT postmeridian.found(
          CASE WHEN unwanted IS NULL THEN wanted
            WHEN wanted IS NULL THEN !!unwanted
            ELSE wanted && !!unwanted END, :found_before, :found_most) AS id
        FROM (SELECT %s AS wanted, %s AS unwanted) q
        WHERE wanted IS NOT NULL OR unwanted IS NOT NULL)
      """
          .formatted(ANY_LANGUAGE.formatted(":wanted"), ANY_LANGUAGE.formatted(":unwanted"));

  /** Of a word that very many messages hold, only the newest are looked at. */
  private static final int MOST_FOUND = 2000;

  private static final Set<Priority> FEW = Set.of(Priority.URGENT, Priority.HIGH);
  private static final String NEWEST = "received_at DESC, id DESC";
  private static final String PRESSING = "pressing, received_at, id";
  private static final String JUDGED = "(done OR priority IS NOT NULL OR state = 'quarantined')";
  private static final String RANK = "postmeridian.pressing(priority, queue, done, state)";
  private static final String RANKED = RANK + " AS " + PRESSING;

  private final MessageFilter filter;
  private final Set<Priority> priorities;
  private final Optional<Cursor> after;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();

  ListStatement(MessageFilter filter) {
    this.filter = filter;
    this.priorities = filter.get(PRIORITY).orElse(Set.of());
    this.after = filter.get(BEFORE).map(cursor -> Cursor.parse(cursor, filter.order()));
    conditions.add("state IN ('accepted', 'triaged', 'quarantined')");
    filter.get(QUEUE).ifPresent(q -> equal("queue", q.value()));
    filter.get(JUNK).ifPresent(j -> equal("junk", j.word()));
    if (!priorities.isEmpty()) {
      conditions.add(in("priority", priorities, p -> "'" + p.word() + "'"));
      if (filter.order() == Order.NEWEST && asksForFew()) {
        conditions.add(pressing());
      }
    }
    filter.get(NEEDS_REPLY).ifPresent(n -> equal("needs_reply", n));
    filter.get(LANGUAGE).ifPresent(l -> equal("language", l));
    filter.get(STATE).ifPresent(s -> equal("state", s.word()));
    // as the indexes of what is open say it
    filter.get(DONE).ifPresent(done -> conditions.add(done ? "done" : "NOT done"));
    filter.get(MAILBOX).ifPresent(m -> equal("mailbox", m));
    filter.get(TEXT).filter(t -> !t.isBlank()).ifPresent(this::find);
    after.ifPresent(this::bind);
  }

  List<MessageSummary> run(Handle handle) {
    return bind(handle.createQuery(sql())).map(new SummaryRow(filter.order())).list();
  }

  Query bind(Query query) {
    return query.bindMap(values).bind("limit", filter.limit());
  }

  String sql() {
    boolean newest = filter.order() == Order.NEWEST;
    return (values.containsKey("wanted") ? FOUND : "")
        + "SELECT "
        + SummaryRow.COLUMNS
        + " FROM postmeridian.message WHERE id = ANY (ARRAY("
        + (newest ? newest() : pressingFirst())
        + ")) ORDER BY "
        + (newest ? NEWEST : PRESSING);
  }

  private String newest() {
    String older = after.isPresent() ? "(received_at, id) < (:before_at, :before_id)" : "true";
    return found("id", older, NEWEST);
  }

  /** What nobody has judged stands in no index of what presses, and comes after all that does. */
  private String pressingFirst() {
    var parts = new ArrayList<String>();
    boolean judged = asksForJudged();
    if (judged) {
      String later =
          after.isPresent() ? " AND (%s) > (:before_pressing, :before_at, :before_id)" : "";
      String place = RANK + ", received_at, id";
      parts.add(found(RANKED, JUDGED + " AND " + pressing() + later.formatted(place), place));
    }
    if (asksForUndecided()) {
      String later = judged ? "" : " AND (received_at, id) > (:before_at, :before_id)";
      String undecided = "state = 'accepted' AND priority IS NULL AND NOT done" + later;
      parts.add(found(RANKED, undecided, "received_at, id"));
    }
    return "SELECT id FROM ((%s)) each_part ORDER BY %s LIMIT :limit"
        .formatted(String.join(") UNION ALL (", parts), PRESSING);
  }

  private boolean asksForJudged() {
    return !asksForUndecided()
        || after.flatMap(Cursor::pressing).filter(Pressing.UNDECIDED::equals).isEmpty();
  }

  private boolean asksForUndecided() {
    return priorities.isEmpty()
        && filter.get(DONE).filter(done -> done).isEmpty()
        && filter.get(STATE).filter(state -> state != MessageState.ACCEPTED).isEmpty();
  }

  /** What is open of the upper ranks is seldom much; of any other, the newest is soon found. */
  private boolean asksForFew() {
    return FEW.containsAll(priorities) && filter.get(DONE).filter(done -> !done).isPresent();
  }

  private String found(String columns, String condition, String order) {
    return "SELECT %s FROM postmeridian.message WHERE %s AND %s ORDER BY %s LIMIT :limit"
        .formatted(columns, String.join(" AND ", conditions), condition, order);
  }

  /** How much may press what the filter lets through. */
  private String pressing() {
    if (priorities.isEmpty()) {
      String open = RANK + " < " + Pressing.DONE.rank();
      return filter
          .get(DONE)
          .map(done -> done ? RANK + " = " + Pressing.DONE.rank() : open)
          .orElse("true");
    }
    var all = EnumSet.noneOf(Pressing.class);
    if (filter.get(DONE).filter(done -> done).isEmpty()) {
      priorities.forEach(priority -> all.add(Pressing.of(priority)));
      all.add(Pressing.JUNK);
    }
    if (filter.get(DONE).filter(done -> !done).isEmpty()) {
      all.add(Pressing.DONE);
    }
    return in(RANK, all, Pressing::rank);
  }

  private void equal(String column, Object value) {
    conditions.add(column + " = :" + column);
    values.put(column, value);
  }

  private void find(String text) {
    conditions.add("id = ANY (ARRAY(SELECT id FROM found))");
    var query = SearchQuery.of(FieldJson.clean(text));
    values.put("wanted", FieldJson.written(query.wanted()));
    values.put("unwanted", FieldJson.written(query.unwanted()));
    // A cursor from new to old shows the next of them, so all are found in time.
    boolean newest = filter.order() == Order.NEWEST;
    values.put(
        "found_before",
        after.filter(_ -> newest).map(Cursor::receivedAtMillis).orElse(Long.MAX_VALUE));
    values.put("found_most", MOST_FOUND);
    values.put("languages", String.join(",", SearchText.configurations()));
  }

  private void bind(Cursor cursor) {
    cursor
        .pressing()
        .filter(_ -> asksForJudged())
        .ifPresent(p -> values.put("before_pressing", p.rank()));
    values.put("before_at", cursor.receivedAtMillis());
    values.put("before_id", cursor.id().bytes());
  }

  private static <T> String in(String column, Collection<T> any, Function<T, ?> written) {
    return any.stream()
        .map(value -> "" + written.apply(value))
        .collect(Collectors.joining(", ", column + " IN (", ")"));
  }
}
