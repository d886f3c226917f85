package dev.postmeridian.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** One transaction of a service: committed whole, or rolled back. */
final class Transaction {
  /** What runs within one. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private Transaction() {}

  /**
   * @param failure what to say if it fails, without content
   * @throws StorageException if the database does not do it
   */
  static <T> T run(DataSource pool, String failure, Work<T> work) {
    try (Connection c = pool.getConnection()) {
      c.setAutoCommit(false);
      try {
        T done = work.run(c);
        c.commit();
        return done;
      } catch (SQLException | RuntimeException e) {
        c.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new StorageException(failure, e);
    }
  }
}
