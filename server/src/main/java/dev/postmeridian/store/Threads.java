package dev.postmeridian.store;

import dev.postmeridian.jobs.Claim;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.mail.ParsedMail;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the conversation a message belongs to, within its mailbox: by References and In-Reply-To
 * (RFC 5322, section 3.6.4), else, for a subject that says it is a reply, by the same subject of
 * the same correspondent within thirty days. Else the message begins a thread, which is named after
 * it. What is promised and what is not stands in ADR 13.
 */
final class Threads {
  private static final long SUBJECT_MILLIS = Duration.ofDays(30).toMillis();

  /** What the message that a key leads to has to do with it. */
  private enum Source {
    /** It has this Message-ID. */
    OWN,
    /** It was the first to name this Message-ID, of a message that is not here. */
    NAMED,
    /** It is the newest with this subject. */
    SUBJECT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Source of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** What a key leads to. */
  private record Known(String thread, long seenAt, MessageId message, Source source) {}

  /**
   * A message's place in a conversation.
   *
   * @param name of the thread
   * @param answered the first message that it names as one it answers and that is here; empty if it
   *     names none: a subject names none
   */
  record Joined(String name, Optional<MessageId> answered) {}

  private Threads() {}

  /**
   * Assigns threads and remembers the messages, in the connection's transaction.
   *
   * @return by job; oldest message first
   */
  static Map<Long, Joined> assign(Connection c, Map<Claim, ParsedMail> mails) throws SQLException {
    var keyed = new ArrayList<ThreadKeys>();
    mails.forEach((claim, mail) -> keyed.add(ThreadKeys.of(claim, mail)));
    keyed.sort(Comparator.comparing(k -> k.claim().readable().receivedAt()));
    Map<String, Known> known = known(c, keyed);
    var threads = new LinkedHashMap<Long, Joined>();
    var found = new TreeMap<String, Known>();
    for (ThreadKeys k : keyed) {
      Joined thread = thread(k, known);
      threads.put(k.claim().job(), thread);
      leadingTo(k, thread)
          .forEach((key, now) -> {
            found.merge(key, now, Threads::truer);
            known.merge(key, now, Threads::truer);
          });
    }
    remember(c, found);
    return threads;
  }

  private static Joined thread(ThreadKeys k, Map<String, Known> known) {
    Optional<Known> byId = k.ids().stream().map(known::get).filter(Objects::nonNull).findFirst();
    if (byId.isPresent()) {
      return new Joined(byId.get().thread(), answered(k, known));
    }
    Known bySubject = k.reply() && k.subject() != null ? known.get(k.subject()) : null;
    boolean recent =
        bySubject != null
            && k.claim().readable().receivedAt().toEpochMilli() - bySubject.seenAt()
                <= SUBJECT_MILLIS;
    return bySubject != null && recent
        ? new Joined(bySubject.thread(), Optional.empty())
        : new Joined(k.claim().message().hex(), Optional.empty());
  }

  /** What it answers may have left by other means; what that answered may be here. */
  private static Optional<MessageId> answered(ThreadKeys k, Map<String, Known> known) {
    return k.references().stream()
        .map(known::get)
        .filter(found -> found != null && found.source() == Source.OWN)
        .map(Known::message)
        .filter(message -> !message.equals(k.claim().message()))
        .findFirst();
  }

  /** The keys that lead to a message from now on. */
  private static Map<String, Known> leadingTo(ThreadKeys k, Joined thread) {
    var keys = new HashMap<String, Source>();
    k.references().forEach(key -> keys.put(key, Source.NAMED));
    if (k.own() != null) {
      keys.put(k.own(), Source.OWN);
    }
    if (k.subject() != null) {
      keys.put(k.subject(), Source.SUBJECT);
    }
    long seenAt = k.claim().readable().receivedAt().toEpochMilli();
    var known = new HashMap<String, Known>();
    keys.forEach((key, source) ->
        known.put(key, new Known(thread.name(), seenAt, k.claim().message(), source)));
    return known;
  }

  /**
   * The message itself rather than who named it; of who has a subject the newest; else the first.
   */
  private static Known truer(Known before, Known now) {
    return switch (now.source()) {
      case OWN -> before.source() == Source.OWN ? before : now;
      case NAMED -> before;
      case SUBJECT -> now.seenAt() > before.seenAt() ? now : before;
    };
  }

  private static Map<String, Known> known(Connection c, List<ThreadKeys> keyed)
      throws SQLException {
    var wanted = new ArrayList<String>();
    for (ThreadKeys k : keyed) {
      wanted.addAll(k.all());
    }
    var known = new HashMap<String, Known>();
    try (var sql =
        c.prepareStatement(
            "SELECT encode(key, 'hex'), thread, seen_at, message_id, source"
                + " FROM postmeridian.thread_key WHERE key = ANY (?)")) {
      sql.setArray(1, new Columns<>(c, wanted).bytes(HexFormat.of()::parseHex));
      try (var rows = sql.executeQuery()) {
        while (rows.next()) {
          known.put(
              rows.getString(1),
              new Known(
                  rows.getString(2),
                  rows.getLong(3),
                  MessageId.of(rows.getBytes(4)),
                  Source.of(rows.getString(5))));
        }
      }
    }
    return known;
  }

  /** In the order of the keys, in which whoever erases holds them: nobody waits in a ring. */
  private static void remember(Connection c, SortedMap<String, Known> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    var rows = new Columns<>(c, List.copyOf(keys.entrySet()));
    try (var sql =
        c.prepareStatement(
            """
            INSERT INTO postmeridian.thread_key (key, thread, seen_at, message_id, source)
            SELECT * FROM unnest(?::bytea[], ?::text[], ?::bigint[], ?::bytea[], ?::text[])
            ON CONFLICT (key) DO UPDATE
            SET thread = excluded.thread, seen_at = excluded.seen_at, message_id = excluded.message_id,
              source = excluded.source
            WHERE CASE excluded.source
              WHEN 'own' THEN thread_key.source <> 'own'
              WHEN 'subject' THEN excluded.seen_at > thread_key.seen_at
              ELSE false END
            """)) {
      sql.setArray(1, rows.bytes(e -> HexFormat.of().parseHex(e.getKey())));
      sql.setArray(2, rows.texts(e -> e.getValue().thread()));
      sql.setArray(3, rows.longs(e -> e.getValue().seenAt()));
      sql.setArray(4, rows.bytes(e -> e.getValue().message().bytes()));
      sql.setArray(5, rows.texts(e -> e.getValue().source().word()));
      sql.executeUpdate();
    }
  }
}
