package dev.postmeridian.store;

import java.sql.SQLException;

/**
 * The database did not do what it was asked. Its message names the SQLSTATE and never a row; the
 * HTTP and console layers answer 503 for it.
 */
public final class StorageException extends RuntimeException {
  StorageException(String what, SQLException cause) {
    super(what + " (SQLSTATE " + cause.getSQLState() + ")", cause);
  }
}
