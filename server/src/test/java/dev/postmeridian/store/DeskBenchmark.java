package dev.postmeridian.store;

import static dev.postmeridian.desk.Criterion.BEFORE;
import static dev.postmeridian.desk.Criterion.MAILBOX;
import static dev.postmeridian.desk.Criterion.ORDER;
import static dev.postmeridian.desk.Criterion.PRIORITY;
import static dev.postmeridian.desk.Criterion.QUEUE;
import static dev.postmeridian.desk.Criterion.TEXT;

import dev.postmeridian.desk.Correction;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.MessageFilter;
import dev.postmeridian.desk.Order;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.triage.Priority;
import dev.postmeridian.triage.QueueName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** How long the desk takes to answer on many messages: {@code DeskBenchmark [messages]}. */
public final class DeskBenchmark {
  private static final int ROUNDS = 30;

  private DeskBenchmark() {}

  public static void main(String[] args) throws SQLException {
    int messages = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    try (var region = TestRegion.open()) {
      fill(region, messages);
      measure(region.store().desk());
    }
  }

  private static void fill(TestRegion region, int messages) throws SQLException {
    try (Connection c = region.superuser();
        Statement sql = c.createStatement()) {
      for (int from = 0; from < messages; from += 10_000) {
        int end = Math.min(messages, from + 10_000);
        sql.execute(
            """
            WITH m AS (
              SELECT i, decode(md5(i::text), 'hex') AS id,
                lpad(to_hex(1700000000000 + i * 1000::bigint), 12, '0') || '-0000+eu-west-1+0000000000000001' AS stamp
              FROM generate_series(%d, %d - 1) i),
            found AS (
              INSERT INTO postmeridian.search (message_id, received_at, document)
              SELECT id, 1700000000000 + i * 1000::bigint, to_tsvector('simple', words)
                || array_to_tsvector(ARRAY(SELECT lexeme || '~english' FROM unnest(to_tsvector('english', words))))
              FROM m, LATERAL (SELECT 'the invoice numbers ' || i || CASE WHEN i %% 1000 = 0 THEN ' rare' ELSE '' END AS words) w)
            INSERT INTO postmeridian.change (stamp, message_id, country, fields)
            SELECT stamp, id, 'DE', jsonb_build_object(
              'accepted', jsonb_build_object('mailbox', 'user' || i %% 50 || '@mail.example', 'country', 'DE',
                'sender', 'bob@sender.example', 'received_at', 1700000000000 + i * 1000::bigint,
                'via', 'smtp', 'region', 'eu-west-1', 'bytes', 5000),
              'parsed', jsonb_build_object('subject', 'Invoice number ' || i, 'from', 'Bob <bob@sender.example>',
                'thread', md5(i::text), 'snippet', repeat('please pay ', 15), 'attachments', '[]'::jsonb, 'defects', '[]'::jsonb),
              'decision', jsonb_build_object('junk', CASE WHEN i %% 5 = 0 THEN 'spam' ELSE 'ham' END,
                'queue', CASE WHEN i %% 5 = 0 THEN 'junk' WHEN i %% 7 = 0 THEN 'support' ELSE 'billing' END,
                'priority', CASE WHEN i %% 500 = 0 THEN 'urgent' ELSE 'normal' END, 'language', 'en', 'needs_reply', true,
                'confidence', 0.9, 'model', 'starter@1/gdpr-compliant',
                'reasons', (SELECT jsonb_agg(jsonb_build_object('about', 'queue', 'kind', 'word',
                   'evidence', 'evidence ' || r, 'weight', 0.5)) FROM generate_series(1, 12) r)))
            FROM m
            """
                .formatted(from, end));
      }
      sql.execute("VACUUM ANALYZE postmeridian.message");
    }
  }

  private static void measure(Desk desk) {
    var billing = new QueueName("billing");
    var last = desk.list("ada", MessageFilter.all(50)).getLast();
    list("newest 50", desk, MessageFilter.all(50));
    list("newest 50 of a queue", desk, MessageFilter.all(50).with(QUEUE, billing));
    list("next page", desk, MessageFilter.all(50).with(QUEUE, billing).with(BEFORE, last.cursor()));
    list("urgent only", desk, MessageFilter.all(50).with(PRIORITY, Set.of(Priority.URGENT)));
    list("most pressing 50", desk, MessageFilter.all(50).with(ORDER, Order.PRESSING));
    list("one mailbox", desk, MessageFilter.all(50).with(MAILBOX, "user7@mail.example"));
    list(
        "a mailbox without mail", desk, MessageFilter.all(50).with(MAILBOX, "nobody@mail.example"));
    list("search a rare word", desk, MessageFilter.all(50).with(TEXT, "rare"));
    list("search a word of all", desk, MessageFilter.all(50).with(TEXT, "invoice"));
    String words = "rare number \"the invoice\" -missing";
    list("search words and a phrase", desk, MessageFilter.all(50).with(TEXT, words));
    measureOne(desk, last.id());
  }

  private static void measureOne(Desk desk, MessageId id) {
    report("one message", () -> desk.find("ada", id));
    report("queues", () -> desk.queues("ada"));
    var toSupport =
        new Correction(
            Optional.empty(),
            Optional.of(new QueueName("support")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    report("correct", () -> desk.correct("ada", id, toSupport));
    report(
        "correct, then pulse",
        () -> {
          desk.correct("ada", id, toSupport);
          desk.pulse();
        });
  }

  private static void list(String what, Desk desk, MessageFilter filter) {
    report(what, () -> desk.list("ada", filter));
  }

  private static void report(String what, Runnable call) {
    long[] micros = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      call.run();
      micros[i] = (System.nanoTime() - start) / 1000;
    }
    Arrays.sort(micros);
    System.out.printf(
        "%-26s median %6.1f ms, worst %6.1f ms%n",
        what, micros[ROUNDS / 2] / 1000.0, micros[ROUNDS - 1] / 1000.0);
  }
}
