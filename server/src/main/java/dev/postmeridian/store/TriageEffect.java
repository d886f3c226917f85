package dev.postmeridian.store;

import dev.postmeridian.change.Field;
import dev.postmeridian.change.HybridClock;
import dev.postmeridian.jobs.Claim;
import dev.postmeridian.jobs.Result;
import dev.postmeridian.mail.ParsedMail;
import dev.postmeridian.store.Threads.Joined;
import dev.postmeridian.triage.Decision;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What follows from a decision: its change, its thread, the job that indexes it, its audit. */
final class TriageEffect implements PostgresJobs.Effect {
  private static final String SQL =
      """
      WITH input AS MATERIALIZED (
        SELECT * FROM unnest(?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          AS i(id, country, stamp, fields, action, model)),
      logged AS (
        INSERT INTO postmeridian.change (stamp, message_id, country, class, fields)
        SELECT stamp, id, country, 1, fields::jsonb FROM input),
      queued AS (
        INSERT INTO postmeridian.job (kind, message_id, class)
        SELECT 'index', id, 2 FROM input WHERE action = 'message.triaged')
      INSERT INTO postmeridian.audit_event (actor, action, subject, country, detail)
      SELECT 'triage', action, encode(id, 'hex'), country, jsonb_build_object('model', model) FROM input
      """;

  private final HybridClock clock;
  private final Answers answers;
  private final EffectRules effects;

  TriageEffect(HybridClock clock, Answers answers, EffectRules effects) {
    this.clock = clock;
    this.answers = answers;
    this.effects = effects;
  }

  @Override
  public void apply(Connection c, List<Result> results) throws SQLException {
    if (results.isEmpty()) {
      return;
    }
    var mails = new LinkedHashMap<Claim, ParsedMail>();
    results.forEach(r -> {
      if (r.verdict() instanceof Result.Decided decided) {
        mails.put(r.claim(), decided.mail());
      }
    });
    // What is replaced may come from a node whose clock is ahead of ours.
    results.forEach(r -> clock.observe(r.claim().newest()));
    Map<Long, Joined> threads = mails.isEmpty() ? Map.of() : Threads.assign(c, mails);
    Map<Long, Decision> decisions = answers.decided(c, results, threads);
    var sorted = results.stream().sorted(Comparator.comparing(r -> r.claim().message())).toList();
    var rows = new Columns<>(c, sorted);
    try (var sql = c.prepareStatement(SQL)) {
      sql.setArray(1, rows.bytes(r -> r.claim().message().bytes()));
      sql.setArray(2, rows.texts(r -> r.claim().country().code()));
      sql.setArray(3, rows.texts(r -> clock.next().toString()));
      sql.setArray(4, rows.texts(r -> fields(r, threads, decisions).toString()));
      sql.setArray(5, rows.texts(TriageEffect::action));
      sql.setArray(6, rows.texts(r -> model(r).orElse("")));
      sql.executeUpdate();
    }
    effects.put(c, sorted.stream().map(r -> r.claim().message()).toList());
  }

  private static ObjectNode fields(
      Result result, Map<Long, Joined> threads, Map<Long, Decision> decisions) {
    ObjectNode fields = FieldJson.object();
    Claim claim = result.claim();
    switch (result.verdict()) {
      case Result.Decided d -> {
        var itsOwn = new Joined(claim.message().hex(), Optional.empty());
        String thread = threads.getOrDefault(claim.job(), itsOwn).name();
        fields.set(Field.PARSED.key(), FieldJson.write(ReadMail.of(d.mail(), thread)));
        fields.set(
            Field.DECISION.key(),
            FieldJson.write(decisions.getOrDefault(claim.job(), d.decision())));
      }
      case Result.Quarantined q ->
          fields.set(Field.QUARANTINE.key(), FieldJson.quarantine(q.reason()));
      default -> throw new IllegalArgumentException("triage does not end with " + result.verdict());
    }
    return fields;
  }

  private static String action(Result result) {
    return result.verdict() instanceof Result.Decided ? "message.triaged" : "message.quarantined";
  }

  private static Optional<String> model(Result result) {
    return result.verdict() instanceof Result.Decided d
        ? Optional.of(d.decision().model())
        : Optional.empty();
  }
}
