package dev.postmeridian.store;

import dev.postmeridian.effect.EffectDesk;
import dev.postmeridian.effect.EffectFilter;
import dev.postmeridian.effect.EffectKey;
import dev.postmeridian.effect.EffectLine;
import dev.postmeridian.effect.EffectName;
import dev.postmeridian.effect.EffectState;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Effects as a region's people see them, as the console role. */
final class PostgresEffectDesk implements EffectDesk {
  private static final String LEASED = "leased_until >= now()";
  private static final String STATE =
      "CASE WHEN state = 'waiting' AND " + LEASED + " THEN 'sending' ELSE state END";
  private static final String LIST =
      "SELECT message_id, effect, country, revision, "
          + STATE
          + """
           AS shown, attempts, since, run_at, ended_at, last_error,
            floor(extract(epoch FROM since) * 1000000)::bigint AS micros
          FROM postmeridian.outbox WHERE true
          """;
  private static final String NEWEST =
      " ORDER BY since DESC, message_id DESC, effect DESC LIMIT :limit";
  // In the order of keys, and nothing that somebody else is at.
  private static final String CHOOSE =
      """
      WITH chosen AS (
        SELECT message_id, effect, country FROM postmeridian.outbox
        WHERE (leased_until IS NULL OR leased_until < now())
      """;
  private static final String CHANGE =
      " ORDER BY message_id, effect LIMIT :limit FOR UPDATE SKIP LOCKED), changed AS (";
  private static final String NOTE =
      """
       RETURNING o.message_id, o.effect, o.country)
      INSERT INTO postmeridian.audit_event (actor, action, subject, country, detail)
      SELECT :actor, :action, encode(message_id, 'hex'), country, jsonb_build_object('effect', effect) FROM changed
      """;
  private static final String AGAIN =
      """
      UPDATE postmeridian.outbox o
      SET state = 'waiting', since = now(), run_at = now(), attempts = 0, ended_at = NULL, last_error = NULL
      FROM chosen WHERE o.message_id = chosen.message_id AND o.effect = chosen.effect\
      """;
  private static final String GONE =
      """
      DELETE FROM postmeridian.outbox o USING chosen
      WHERE o.message_id = chosen.message_id AND o.effect = chosen.effect AND o.state <> 'delivered'\
      """;
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})-([0-9a-f]{32})-([a-z0-9-]+)");

  private final ActorTransactions transactions;

  PostgresEffectDesk(ActorTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<EffectLine> list(String actor, EffectFilter filter) {
    Optional<Matcher> place = filter.before().map(PostgresEffectDesk::place);
    String after =
        place.isEmpty()
            ? ""
            : " AND (since, message_id, effect) < (to_timestamp(0) + :micros * interval '1 microsecond', :id::bytea, :name)";
    String sql = LIST + conditions(filter) + after + NEWEST;
    return transactions.run(
        actor,
        handle -> {
          var query = bound(handle.createQuery(sql), filter);
          place.ifPresent(p ->
              query
                  .bind("micros", Long.parseLong(p.group(1)))
                  .bind("id", new MessageId(p.group(2)).bytes())
                  .bind("name", p.group(3)));
          return query.map((row, _) -> line(row)).list();
        });
  }

  private static Matcher place(String cursor) {
    Matcher m = CURSOR.matcher(cursor);
    if (!m.matches()) {
      throw new IllegalArgumentException("not a cursor: use the one that the last line carries");
    }
    return m;
  }

  @Override
  public int retry(String actor, EffectFilter filter) {
    return change(actor, filter, AGAIN, "effect.retried");
  }

  @Override
  public int drop(String actor, EffectFilter filter) {
    return change(actor, filter, GONE, "effect.dropped");
  }

  private int change(String actor, EffectFilter wished, String how, String action) {
    EffectFilter filter = wished.state().isPresent() ? wished : wished.in(EffectState.DEAD);
    String sql = CHOOSE + conditions(filter) + CHANGE + how + NOTE;
    return transactions.run(
        actor,
        handle ->
            bound(handle.createUpdate(sql), filter)
                .bind("actor", actor)
                .bind("action", action)
                .execute());
  }

  private static String conditions(EffectFilter filter) {
    return filter.state().map(PostgresEffectDesk::condition).orElse("")
        + filter.effect().map(_ -> " AND effect = :effect").orElse("")
        + filter.message().map(_ -> " AND message_id BETWEEN :first AND :last").orElse("");
  }

  private static String condition(EffectState state) {
    return switch (state) {
      case WAITING -> " AND state = 'waiting' AND (leased_until IS NULL OR leased_until < now())";
      case SENDING -> " AND state = 'waiting' AND " + LEASED;
      case DELIVERED, DEAD -> " AND state = '" + state.word() + "'";
    };
  }

  private static <S extends SqlStatement<S>> S bound(S statement, EffectFilter filter) {
    filter.effect().ifPresent(effect -> statement.bind("effect", effect.value()));
    filter
        .message()
        .ifPresent(hex ->
            statement
                .bind("first", MessageId.firstOf(hex).bytes())
                .bind("last", MessageId.lastOf(hex).bytes()));
    return statement.bind("limit", filter.limit());
  }

  private static EffectLine line(ResultSet row) throws SQLException {
    var key =
        new EffectKey(
            MessageId.of(row.getBytes("message_id")), new EffectName(row.getString("effect")));
    var state = EffectState.valueOf(row.getString("shown").toUpperCase(Locale.ROOT));
    @Nullable String error = row.getString("last_error");
    return new EffectLine(
        key,
        new Country(row.getString("country")),
        row.getLong("revision"),
        state,
        row.getInt("attempts"),
        row.getTimestamp("since").toInstant(),
        time(row, "run_at").filter(_ -> state == EffectState.WAITING),
        time(row, "ended_at"),
        Optional.ofNullable(error),
        row.getLong("micros") + "-" + key.message().hex() + "-" + key.effect());
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    @Nullable Timestamp time = row.getTimestamp(column);
    return Optional.ofNullable(time).map(Timestamp::toInstant);
  }
}
