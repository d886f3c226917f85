package dev.postmeridian.store;

import dev.postmeridian.change.Field;
import dev.postmeridian.change.HybridClock;
import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Transfer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The one statement that makes a batch of messages durable: content, change, job and audit, in one
 * round trip. A message whose content is already here, or was until it was erased, changes nothing.
 */
final class AcceptStatement {
  private static final String SQL =
      """
      WITH input AS MATERIALIZED (
        SELECT * FROM unnest(?::bytea[], ?::text[], ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          AS i(id, trace, raw, country, stamp, fields, via, transfer)),
      stored AS (
        INSERT INTO postmeridian.content (message_id, trace, raw, size)
        SELECT id, trace, raw, octet_length(raw) FROM input
        ON CONFLICT DO NOTHING RETURNING message_id),
      fresh AS MATERIALIZED (
        SELECT id, country, stamp, fields, via, transfer FROM input JOIN stored ON stored.message_id = input.id),
      logged AS (
        INSERT INTO postmeridian.change (stamp, message_id, country, class, fields)
        SELECT stamp, id, country, 1, fields::jsonb FROM fresh),
      queued AS (
        INSERT INTO postmeridian.job (kind, message_id) SELECT 'triage', id FROM fresh),
      noted AS (
        INSERT INTO postmeridian.audit_event (actor, action, subject, country, detail)
        SELECT via, CASE transfer WHEN '' THEN 'message.accepted' ELSE 'message.accepted-by-transfer' END,
          encode(id, 'hex'), country, coalesce(nullif(transfer, '')::jsonb, '{}')
        FROM fresh)
      SELECT message_id FROM stored
      """;

  private static final Country NOBODYS = new Country("AQ");
  // No page that is already there has room for it.
  private static final int REHEARSED_BYTES = 64 << 10;
  private final HybridClock clock;
  private final RegionName region;

  AcceptStatement(HybridClock clock, RegionName region) {
    this.clock = clock;
    this.region = region;
  }

  /**
   * Commits the messages, all or none.
   *
   * @param connection in autocommit mode: statement and commit are one round trip
   * @return the ids that were new
   */
  Set<MessageId> run(Connection connection, Collection<Acceptance> messages) throws SQLException {
    // Sorted, so that two writers never wait for each other; and each id once.
    var unique = new TreeMap<MessageId, Acceptance>();
    messages.forEach(m -> unique.putIfAbsent(m.id(), m));
    var columns = new Columns<>(connection, List.copyOf(unique.values()));
    try (PreparedStatement sql = connection.prepareStatement(SQL)) {
      sql.setArray(1, columns.bytes(m -> m.id().bytes()));
      sql.setArray(2, columns.texts(m -> FieldJson.clean(m.trace())));
      sql.setArray(3, columns.bytes(Acceptance::data));
      sql.setArray(4, columns.texts(m -> m.country().code()));
      sql.setArray(5, columns.texts(m -> clock.next().toString()));
      sql.setArray(6, columns.texts(this::fields));
      sql.setArray(7, columns.texts(m -> via(m)));
      sql.setArray(8, columns.texts(m -> m.transfer().map(AcceptStatement::basis).orElse("")));
      var fresh = new HashSet<MessageId>();
      try (var rows = sql.executeQuery()) {
        while (rows.next()) {
          fresh.add(MessageId.of(rows.getBytes(1)));
        }
      }
      return fresh;
    }
  }

  /**
   * Stores a message of nobody as it would a mail, and takes it back: it fails as mail would.
   *
   * @param connection in autocommit mode
   */
  void rehearse(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    run(connection, List.of(nobodys()));
    connection.rollback();
  }

  private Acceptance nobodys() {
    var id = new byte[16];
    ThreadLocalRandom.current().nextBytes(id);
    return new Acceptance(
        MessageId.of(id),
        MailAddress.parse("nobody@" + region + ".invalid"),
        NOBODYS,
        MaybeSender.NULL,
        Instant.now(),
        Acceptance.Via.IMPORT,
        "",
        new byte[REHEARSED_BYTES]);
  }

  private String fields(Acceptance m) {
    var arrival =
        new AcceptedField(
            m.mailbox().canonical(),
            m.country(),
            m.sender().address().map(Object::toString).orElse(""),
            m.receivedAt(),
            via(m),
            region,
            m.data().length);
    return FieldJson.object().set(Field.ACCEPTED.key(), FieldJson.write(arrival)).toString();
  }

  /** What makes it lawful here, for the audit. */
  private static String basis(Transfer transfer) {
    return FieldJson.object()
        .put("legal_basis", FieldJson.clean(transfer.legalBasis()))
        .put("region", transfer.region().value())
        .put("country", transfer.country().code())
        .put("expires", transfer.expires().toString())
        .toString();
  }

  private static String via(Acceptance m) {
    return m.via().name().toLowerCase(Locale.ROOT);
  }
}
