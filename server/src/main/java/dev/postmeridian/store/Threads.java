package dev.postmeridian.store;

import dev.postmeridian.jobs.Claim;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.mail.ParsedMail;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the conversation a message belongs to, within its mailbox: by References and In-Reply-To
 * (RFC 5322, section 3.6.4), else, for a subject that says it is a reply, by the same subject of
 * the same correspondent within thirty days. Else the message begins a thread, which is named after
 * it. What is promised and what is not stands in ADR 13.
 */
final class Threads {
  private static final int MAX_REFERENCES = 20;
  private static final long SUBJECT_MILLIS = Duration.ofDays(30).toMillis();
  private static final Pattern PREFIX =
      Pattern.compile(
          "^\\s*(re|aw|antw|sv|vs|vá|odp|ynt|res|rif|tr|r|fw|fwd|wg|vb|rv|doorst|enc|回复|回覆|答复"
              + "|答覆|转发|轉寄|返信|転送)\\s*(\\[\\d+\\]|\\(\\d+\\))?\\s*[:：]\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** A message with the keys its thread is looked up by. */
  private record Keyed(
      Claim claim,
      List<String> references,
      @Nullable String own,
      @Nullable String subject,
      boolean reply) {}

  /**
   * What a key leads to.
   *
   * @param own whether it is the message's own Message-ID; else a message that is not here is known
   *     by it, from the first that named it
   */
  private record Known(String thread, long seenAt, MessageId message, boolean own) {}

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
    var keyed = new ArrayList<Keyed>();
    mails.forEach((claim, mail) -> keyed.add(keys(claim, mail)));
    keyed.sort(Comparator.comparing(k -> k.claim().readable().receivedAt()));
    Map<String, Known> known = known(c, keyed);
    var threads = new LinkedHashMap<Long, Joined>();
    var ids = new TreeMap<String, Known>();
    var subjects = new TreeMap<String, Known>();
    for (Keyed k : keyed) {
      Joined thread = thread(k, known);
      threads.put(k.claim().job(), thread);
      for (String key : idKeys(k)) {
        Known now = known(k, thread, key.equals(k.own()));
        ids.merge(key, now, Threads::truer);
        known.merge(key, now, Threads::truer);
      }
      if (k.subject() != null) {
        Known now = known(k, thread, false);
        subjects.put(k.subject(), now);
        known.put(k.subject(), now);
      }
    }
    remember(
        c,
        ids,
        """
        ON CONFLICT (key) DO UPDATE
        SET thread = excluded.thread, seen_at = excluded.seen_at, message_id = excluded.message_id, own = true
        WHERE excluded.own AND NOT thread_key.own
        """);
    remember(
        c,
        subjects,
        """
        ON CONFLICT (key) DO UPDATE
        SET thread = excluded.thread, seen_at = excluded.seen_at, message_id = excluded.message_id
        WHERE excluded.seen_at > thread_key.seen_at
        """);
    return threads;
  }

  /** The subject without what replying and forwarding put before it. */
  static String bare(String subject) {
    String rest = subject;
    for (var m = PREFIX.matcher(rest); m.find(); m = PREFIX.matcher(rest)) {
      rest = rest.substring(m.end());
    }
    return rest.strip();
  }

  private static Joined thread(Keyed k, Map<String, Known> known) {
    List<Known> named = idKeys(k).stream().map(known::get).filter(Objects::nonNull).toList();
    if (!named.isEmpty()) {
      return new Joined(named.getFirst().thread(), answered(k, named));
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
  private static Optional<MessageId> answered(Keyed k, List<Known> named) {
    return named.stream()
        .filter(Known::own)
        .map(Known::message)
        .filter(message -> !message.equals(k.claim().message()))
        .findFirst();
  }

  private static Known known(Keyed k, Joined thread, boolean own) {
    long seenAt = k.claim().readable().receivedAt().toEpochMilli();
    return new Known(thread.name(), seenAt, k.claim().message(), own);
  }

  /** The message itself rather than who named it; else the first. */
  private static Known truer(Known before, Known now) {
    return now.own() && !before.own() ? now : before;
  }

  private static List<String> idKeys(Keyed k) {
    var keys = new ArrayList<>(k.references());
    if (k.own() != null) {
      keys.add(k.own());
    }
    return keys;
  }

  private static Keyed keys(Claim claim, ParsedMail mail) {
    var ids = new ArrayList<>(mail.inReplyTo());
    ids.addAll(mail.references().reversed());
    List<String> references =
        ids.stream().distinct().limit(MAX_REFERENCES).map(id -> key(claim, "id", id)).toList();
    String bare = bare(mail.subject());
    String who = correspondent(mail);
    boolean reply = !bare.equals(mail.subject().strip());
    return new Keyed(
        claim,
        references,
        mail.messageId().map(id -> key(claim, "id", id)).orElse(null),
        bare.isEmpty() || who.isEmpty() ? null : key(claim, "subject", who + "\0" + folded(bare)),
        reply);
  }

  /** Whose subject it is: strangers use the same ones. */
  private static String correspondent(ParsedMail mail) {
    String from = mail.from();
    return folded(from.substring(from.lastIndexOf('<') + 1).replaceFirst(">.*", "").strip());
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String key(Claim claim, String kind, String value) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(claim.readable().mailbox().canonical().getBytes(StandardCharsets.UTF_8));
      digest.update(("\0" + kind + "\0" + value).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** What is known, held in the order in which whoever erases holds it. */
  private static Map<String, Known> known(Connection c, List<Keyed> keyed) throws SQLException {
    var wanted = new ArrayList<String>();
    for (Keyed k : keyed) {
      wanted.addAll(idKeys(k));
      if (k.subject() != null) {
        wanted.add(k.subject());
      }
    }
    var known = new HashMap<String, Known>();
    try (var sql =
        c.prepareStatement(
            """
            SELECT encode(key, 'hex'), thread, seen_at, message_id, own FROM postmeridian.thread_key
            WHERE key = ANY (?) ORDER BY key FOR UPDATE
            """)) {
      sql.setArray(1, new Columns<>(c, wanted).bytes(HexFormat.of()::parseHex));
      try (var rows = sql.executeQuery()) {
        while (rows.next()) {
          known.put(
              rows.getString(1),
              new Known(
                  rows.getString(2),
                  rows.getLong(3),
                  MessageId.of(rows.getBytes(4)),
                  rows.getBoolean(5)));
        }
      }
    }
    return known;
  }

  private static void remember(Connection c, SortedMap<String, Known> keys, String onConflict)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    var rows = new Columns<>(c, List.copyOf(keys.entrySet()));
    try (var sql =
        c.prepareStatement(
            "INSERT INTO postmeridian.thread_key (key, thread, seen_at, message_id, own)"
                + " SELECT * FROM unnest(?::bytea[], ?::text[], ?::bigint[], ?::bytea[], ?::boolean[]) "
                + onConflict)) {
      sql.setArray(1, rows.bytes(e -> HexFormat.of().parseHex(e.getKey())));
      sql.setArray(2, rows.texts(e -> e.getValue().thread()));
      sql.setArray(3, rows.longs(e -> e.getValue().seenAt()));
      sql.setArray(4, rows.bytes(e -> e.getValue().message().bytes()));
      sql.setArray(5, rows.truths(e -> e.getValue().own()));
      sql.executeUpdate();
    }
  }
}
