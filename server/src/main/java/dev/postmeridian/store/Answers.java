package dev.postmeridian.store;

import dev.postmeridian.jobs.Result;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.store.Threads.Joined;
import dev.postmeridian.triage.Decision;
import dev.postmeridian.triage.QueueName;
import dev.postmeridian.triage.ThreadRule;
import dev.postmeridian.triage.ThreadRule.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Decisions as they stand once it is known which mails they answer, and where those are. */
final class Answers {
  private static final String SQL =
      """
      SELECT id, country, queue, CASE WHEN fields->'person_queue'->>'value' IS NULL THEN confidence ELSE 1 END
      FROM postmeridian.message WHERE id = ANY (?) AND queue = ANY (?)
      """;

  private final ThreadRule rule;
  private final Predicate<Country> law;

  /**
   * @param law whether mail of a country may be read here: no other is, not even for its queue
   */
  Answers(ThreadRule rule, Predicate<Country> law) {
    this.rule = rule;
    this.law = law;
  }

  /**
   * The decisions by job.
   *
   * @param threads of all decided results, oldest first
   */
  Map<Long, Decision> decided(
      Connection connection, List<Result> results, Map<Long, Joined> threads) throws SQLException {
    Map<Long, Result> byJob =
        results.stream().collect(Collectors.toMap(r -> r.claim().job(), Function.identity()));
    Map<MessageId, Place> places = places(connection, threads);
    var decisions = new HashMap<Long, Decision>();
    threads.forEach((job, thread) -> {
      if (byJob.get(job) instanceof Result(var claim, Result.Decided decided)) {
        Decision alone = decided.decision();
        Decision decision =
            thread.answered().map(places::get).map(at -> rule.apply(alone, at)).orElse(alone);
        decisions.put(job, decision);
        places.putIfAbsent(claim.message(), new Place(decision.queue(), decision.confidence()));
      }
    });
    return decisions;
  }

  /** Where the answered mails are: a person's queue, or the model's. */
  private Map<MessageId, Place> places(Connection connection, Map<Long, Joined> threads)
      throws SQLException {
    var places = new HashMap<MessageId, Place>();
    List<MessageId> answered =
        threads.values().stream().map(Joined::answered).flatMap(Optional::stream).toList();
    if (answered.isEmpty()) {
      return places;
    }
    try (var sql = connection.prepareStatement(SQL)) {
      sql.setArray(1, new Columns<>(connection, answered).bytes(MessageId::bytes));
      sql.setArray(
          2, new Columns<>(connection, List.copyOf(rule.queues())).texts(QueueName::value));
      try (var rows = sql.executeQuery()) {
        while (rows.next()) {
          if (law.test(new Country(rows.getString("country")))) {
            var place = new Place(new QueueName(rows.getString(3)), rows.getDouble(4));
            places.put(MessageId.of(rows.getBytes(1)), place);
          }
        }
      }
    }
    return places;
  }
}
