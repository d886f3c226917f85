package dev.postmeridian.store;

import java.sql.SQLException;

/**
 * The database did not do what it was asked. Its message names the SQLSTATE, or what kind of
 * failure it was, and never a row; the HTTP and console layers answer 503 for it.
 */
public final class StorageException extends RuntimeException {
  StorageException(String what, Exception cause) {
    super(what + " (" + kind(cause) + ")", cause);
  }

  private static String kind(Exception cause) {
    return cause instanceof SQLException sql
        ? "SQLSTATE " + sql.getSQLState()
        : cause.getClass().getSimpleName();
  }
}
