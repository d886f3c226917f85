package dev.postmeridian.store;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.desk.Done;
import dev.postmeridian.desk.MessageState;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.desk.Order;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.triage.ConfidenceOf;
import dev.postmeridian.triage.Pressing;
import dev.postmeridian.triage.QueueName;
import dev.postmeridian.triage.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of messages as a line of the list.
 *
 * @param order of the list, which goes on after it
 */
record SummaryRow(Order order) implements RowMapper<MessageSummary> {
  static final String COLUMNS =
      """
      id, country, mailbox, received_at, postmeridian.pressing(priority, queue, done, state) AS pressing, state, junk, queue, priority, needs_reply, subject, \
      coalesce(nullif(originator, ''), fields->'accepted'->>'sender') AS who, language, confidence, model, corrected, \
      CASE WHEN done THEN coalesce(fields->'person_done'->>'by', '') END AS done_by, stamps->>'person_done' AS done_stamp, \
      fields->'accepted'->>'region' AS region, \
      fields->'decision'->'reasons' AS reasons, fields->'decision'->>'junk' AS decided_junk, \
      fields->'decision'->>'queue' AS decided_queue, \
      fields->'decision'->'runner_up'->>'queue' AS decided_second
      """;

  @Override
  public MessageSummary map(ResultSet row, StatementContext context) throws SQLException {
    return of(row);
  }

  MessageSummary of(ResultSet row) throws SQLException {
    MessageId id = MessageId.of(row.getBytes("id"));
    long receivedAt = row.getLong("received_at");
    Optional<ConfidenceOf> of = confidenceOf(row);
    return new MessageSummary(
        id,
        new RegionName(row.getString("region")),
        new Country(row.getString("country")),
        row.getString("mailbox"),
        Instant.ofEpochMilli(receivedAt),
        text(row, "who").orElse(""),
        text(row, "subject").orElse(""),
        text(row, "junk").map(FieldJson::junk),
        text(row, "queue").map(QueueName::new),
        closestQueue(row),
        text(row, "priority").map(FieldJson::priority),
        text(row, "language"),
        Optional.ofNullable((Boolean) row.getObject("needs_reply")),
        Optional.ofNullable((Double) row.getObject("confidence")).filter(_ -> of.isPresent()),
        of,
        text(row, "model"),
        MessageState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        done(row),
        reasons(row),
        row.getBoolean("corrected"),
        new Cursor(pressing(row), receivedAt, id).toString());
  }

  private Optional<Pressing> pressing(ResultSet row) throws SQLException {
    return order == Order.PRESSING
        ? Optional.of(Pressing.ofRank(row.getInt("pressing")))
        : Optional.empty();
  }

  private static Optional<QueueName> closestQueue(ResultSet row) throws SQLException {
    String review = QueueName.REVIEW.value();
    boolean unclear =
        review.equals(row.getString("queue")) && review.equals(row.getString("decided_queue"));
    return text(row, "decided_second").filter(_ -> unclear).map(QueueName::new);
  }

  private static Optional<Done> done(ResultSet row) throws SQLException {
    Optional<String> by = text(row, "done_by");
    return by.isEmpty()
        ? Optional.empty()
        : text(row, "done_stamp")
            .map(stamp -> new Done(by.get(), Instant.ofEpochMilli(Stamp.parse(stamp).millis())));
  }

  private static Optional<ConfidenceOf> confidenceOf(ResultSet row) throws SQLException {
    Optional<String> junk = text(row, "decided_junk");
    Optional<String> queue = text(row, "decided_queue");
    boolean stands = junk.equals(text(row, "junk")) && queue.equals(text(row, "queue"));
    if (junk.isEmpty() || queue.isEmpty() || !stands) {
      return Optional.empty();
    }
    return Optional.of(
        ConfidenceOf.in(
            FieldJson.junk(junk.get()),
            new QueueName(queue.get()),
            row.getDouble("confidence"),
            reasons(row)));
  }

  private static List<Reason> reasons(ResultSet row) throws SQLException {
    return text(row, "reasons").map(FieldJson::read).map(FieldJson::reasons).orElse(List.of());
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    @Nullable String value = row.getString(column);
    return Optional.ofNullable(value);
  }
}
