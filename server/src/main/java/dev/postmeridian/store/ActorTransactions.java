package dev.postmeridian.store;

import dev.postmeridian.desk.Desk;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;

/** Transactions of the console role, each on behalf of one actor whose rights the rows ask for. */
final class ActorTransactions {
  /** What runs within one. */
  interface Work<T> {
    T run(Handle handle);
  }

  private final Jdbi jdbi;

  ActorTransactions(DataSource pool) {
    jdbi = quiet(pool);
  }

  /** Access whose exceptions never repeat a parameter: parameters are mail. */
  static Jdbi quiet(DataSource pool) {
    Jdbi jdbi = Jdbi.create(pool);
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    return jdbi;
  }

  /**
   * @throws IllegalArgumentException if the actor is blank
   * @throws Desk.UnavailableException if the database cannot be reached
   */
  <T> T run(String actor, Work<T> work) {
    if (actor.isBlank()) {
      throw new IllegalArgumentException("every request of the desk names its actor");
    }
    try {
      return jdbi.inTransaction(handle -> {
        handle
            .createQuery("SELECT set_config('postmeridian.actor', :actor, true)")
            .bind("actor", actor)
            .mapTo(String.class)
            .one();
        return work.run(handle);
      });
    } catch (JdbiException e) {
      throw Fault.isOutage(e) ? new Desk.UnavailableException(e) : e;
    }
  }
}
