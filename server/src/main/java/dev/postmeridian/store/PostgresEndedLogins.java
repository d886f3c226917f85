package dev.postmeridian.store;

import dev.postmeridian.desk.EndedLogins;
import java.time.Instant;
import java.time.ZoneOffset;

/** Ended logins in the region's database, where each of its nodes finds them. */
final class PostgresEndedLogins implements EndedLogins {
  private final ActorTransactions transactions;

  PostgresEndedLogins(ActorTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void end(String actor, byte[] digest, Instant until) {
    transactions.run(
        actor,
        handle -> {
          handle.execute("DELETE FROM postmeridian.ended_login WHERE until < now()");
          return handle
              .createUpdate(
                  """
                  INSERT INTO postmeridian.ended_login (digest, until) VALUES (:digest, :until)
                  ON CONFLICT DO NOTHING
                  """)
              .bind("digest", digest)
              .bind("until", until.atOffset(ZoneOffset.UTC))
              .execute();
        });
  }

  @Override
  public boolean hasEnded(String actor, byte[] digest) {
    return transactions.run(
        actor,
        handle ->
            handle
                .createQuery(
                    "SELECT EXISTS (SELECT FROM postmeridian.ended_login WHERE digest = :digest)")
                .bind("digest", digest)
                .mapTo(Boolean.class)
                .one());
  }
}
