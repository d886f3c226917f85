package dev.postmeridian.store;

import dev.postmeridian.change.ClockSkewException;
import dev.postmeridian.change.Field;
import dev.postmeridian.change.HybridClock;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.desk.Corrected;
import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.MessageSummary;
import dev.postmeridian.desk.MessageView;
import dev.postmeridian.desk.Order;
import dev.postmeridian.desk.Pulse;
import dev.postmeridian.desk.QueueLoad;
import dev.postmeridian.desk.RawMail;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import tools.jackson.databind.JsonNode;

/** The desk on the region's database, as the console role: rows show themselves to actors alone. */
public final class PostgresDesk implements Desk {
  private static final int THREAD_LIMIT = 100;
  private final ActorTransactions transactions;
  private final HybridClock clock;
  private final List<Queue> queues;
  private final RawMails raws;
  private final PulseReader pulse;
  private final EffectRules effects;

  PostgresDesk(
      ActorTransactions transactions, HybridClock clock, List<Queue> queues, EffectRules effects) {
    this.effects = effects;
    this.transactions = transactions;
    this.raws = new RawMails(transactions);
    this.pulse = new PulseReader(transactions);
    this.clock = clock;
    this.queues = List.copyOf(queues);
  }

  @Override
  public List<MessageSummary> list(String actor, MessageFilter filter) {
    var query = new ListStatement(filter);
    return transactions.run(actor, query::run);
  }

  @Override
  public Optional<MessageView> find(String actor, MessageId id) {
    return transactions.run(actor, handle -> view(handle, id));
  }

  @Override
  public List<MessageId> startingWith(String actor, String hex) {
    return transactions.run(
        actor,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id FROM postmeridian.message
                    WHERE id BETWEEN :first AND :last
                    AND state IN ('accepted', 'triaged', 'quarantined')
                    ORDER BY id LIMIT 2
                    """)
                .bind("first", MessageId.firstOf(hex).bytes())
                .bind("last", MessageId.lastOf(hex).bytes())
                .map((row, _) -> MessageId.of(row.getBytes("id")))
                .list());
  }

  @Override
  public Optional<RawMail> raw(String actor, MessageId id) {
    return raws.find(actor, id);
  }

  @Override
  public List<QueueLoad> queues(String actor) {
    Map<String, QueueLoad> waiting = transactions.run(actor, PostgresDesk::loads);
    var all = new ArrayList<QueueLoad>();
    queues.forEach(q -> all.add(load(q.name(), q.description(), Optional.of(q.sla()), waiting)));
    for (QueueName own : List.of(QueueName.REVIEW, QueueName.JUNK)) {
      if (queues.stream().noneMatch(q -> q.name().equals(own))) {
        all.add(load(own, describe(own), Optional.empty(), waiting));
      }
    }
    return all;
  }

  @Override
  public Optional<Corrected> correct(String actor, MessageId id, Correction correction) {
    return saying(
        actor,
        id,
        (word, standing) ->
            word.correct(correction.completed(standing.summary(), standing.placed())));
  }

  @Override
  public Optional<Corrected> undo(String actor, MessageId id, Stamp correction) {
    return saying(actor, id, (word, _) -> word.undo(correction));
  }

  private Optional<Corrected> saying(
      String actor, MessageId id, BiFunction<PersonsWord, MessageView, Optional<Stamp>> says) {
    try {
      return transactions.run(
          actor,
          handle ->
              PersonsWord.holding(handle, clock, effects, actor, id)
                  .flatMap(word -> said(handle, id, before -> says.apply(word, before))));
    } catch (JdbiException | ClockSkewException e) {
      throw Fault.of(e) == Fault.OF_DATABASE
          ? new RefusedException(Refusal.words("the correction", Fault.name(e), "try again"), e)
          : e;
    }
  }

  private static Optional<Corrected> said(
      Handle handle, MessageId id, Function<MessageView, Optional<Stamp>> says) {
    return view(handle, id)
        .flatMap(before -> {
          Optional<Stamp> stamp = says.apply(before);
          return view(handle, id).map(after -> new Corrected(before, after, stamp));
        });
  }

  @Override
  public Pulse pulse() {
    return pulse.read();
  }

  private static Optional<MessageView> view(Handle handle, MessageId id) {
    return handle
        .createQuery(
            "SELECT "
                + SummaryRow.COLUMNS
                + """
                , fields::text AS all_fields FROM postmeridian.message
                WHERE id = :id AND state IN ('accepted', 'triaged', 'quarantined')
                """)
        .bind("id", id.bytes())
        .map((row, context) ->
            view(
                handle,
                new SummaryRow(Order.NEWEST).map(row, context),
                row.getString("all_fields")))
        .findOne();
  }

  private static MessageView view(Handle handle, MessageSummary summary, String json) {
    JsonNode fields = FieldJson.read(json);
    AcceptedField arrival = FieldJson.arrival(fields.path(Field.ACCEPTED.key()));
    Optional<ReadMail> read = object(fields, Field.PARSED).map(FieldJson::readMail);
    return new MessageView(
        summary,
        arrival.sender(),
        arrival.bytes(),
        read.map(ReadMail::mail),
        object(fields, Field.DECISION).map(FieldJson::decision),
        object(fields, Field.QUARANTINE).map(q -> q.path("reason").asString("")),
        FieldJson.placed(fields),
        history(handle, summary.id()),
        read.map(r -> thread(handle, summary.id(), r.thread())).orElse(List.of()));
  }

  private static Optional<JsonNode> object(JsonNode fields, Field field) {
    return Optional.of(fields.path(field.key())).filter(JsonNode::isObject);
  }

  private static List<MessageView.Event> history(Handle handle, MessageId id) {
    return handle
        .createQuery(
            """
            SELECT stamp, fields::text AS fields FROM postmeridian.change
            WHERE message_id = :id ORDER BY stamp LIMIT 1000
            """)
        .bind("id", id.bytes())
        .map((row, context) -> HistoryRow.events(row.getString("stamp"), row.getString("fields")))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<MessageSummary> thread(Handle handle, MessageId id, String thread) {
    return handle
        .createQuery(
            "SELECT "
                + SummaryRow.COLUMNS
                + """
                FROM postmeridian.message WHERE thread = :thread AND id <> :id
                AND state IN ('accepted', 'triaged', 'quarantined')
                ORDER BY received_at, id LIMIT :limit
                """)
        .bind("thread", thread)
        .bind("id", id.bytes())
        .bind("limit", THREAD_LIMIT)
        .map(new SummaryRow(Order.NEWEST))
        .list();
  }

  private static Map<String, QueueLoad> loads(Handle handle) {
    var loads = new HashMap<String, QueueLoad>();
    handle
        .createQuery(
            """
            SELECT queue, count(*), min(received_at) FROM postmeridian.message
            WHERE queue IS NOT NULL AND NOT done GROUP BY queue
            """)
        .map((row, context) ->
            loads.put(
                row.getString(1),
                new QueueLoad(
                    new QueueName(row.getString(1)),
                    "",
                    Optional.empty(),
                    row.getLong(2),
                    Optional.of(Instant.ofEpochMilli(row.getLong(3))))))
        .list();
    return loads;
  }

  private static QueueLoad load(
      QueueName name, String description, Optional<Duration> sla, Map<String, QueueLoad> waiting) {
    QueueLoad known = waiting.get(name.value());
    return known == null
        ? new QueueLoad(name, description, sla, 0, Optional.empty())
        : new QueueLoad(name, description, sla, known.messages(), known.oldest());
  }

  private static String describe(QueueName own) {
    return own.equals(QueueName.JUNK)
        ? "Spam and phishing; bulk mail and automatic answers that fit no queue clearly."
        : "Mail that no queue clearly fits, and that a person should place.";
  }
}
