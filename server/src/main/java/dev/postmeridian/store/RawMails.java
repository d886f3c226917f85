package dev.postmeridian.store;

import dev.postmeridian.desk.RawMail;
import dev.postmeridian.mail.MessageId;
import java.util.Optional;

/** Raw messages as an actor may read them: a short transaction for each piece. */
final class RawMails {
  private final ActorTransactions transactions;

  RawMails(ActorTransactions transactions) {
    this.transactions = transactions;
  }

  Optional<RawMail> find(String actor, MessageId id) {
    Optional<Integer> bytes =
        transactions.run(
            actor,
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT octet_length(raw) FROM postmeridian.content
                        WHERE message_id = :id AND raw IS NOT NULL
                        """)
                    .bind("id", id.bytes())
                    .mapTo(Integer.class)
                    .findOne());
    return bytes.map(b -> new RawMail(b, (from, length) -> piece(actor, id, from, length)));
  }

  private Optional<byte[]> piece(String actor, MessageId id, int from, int length) {
    return transactions.run(
        actor,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT substring(raw FROM :from FOR :length) FROM postmeridian.content
                    WHERE message_id = :id AND raw IS NOT NULL
                    """)
                .bind("from", from + 1)
                .bind("length", length)
                .bind("id", id.bytes())
                .map((row, context) -> row.getBytes(1))
                .findOne());
  }
}
