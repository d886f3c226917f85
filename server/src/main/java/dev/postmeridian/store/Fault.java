package dev.postmeridian.store;

import dev.postmeridian.change.ClockSkewException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;

/** Whose fault it is that something could not be stored or read, by its SQLSTATE. */
enum Fault {
  /** What was to be stored is such that nobody could store it. */
  OF_DATA,
  /** The database would not or could not: its clock, rights, room, locks, time. */
  OF_DATABASE,
  /** There was no connection, or it broke. */
  OF_CONNECTION;

  /** Data exception, integrity constraint, program limit. */
  private static final Set<String> DATA = Set.of("22", "23", "54");

  static Fault of(Throwable e) {
    Optional<SQLException> sql = sql(e);
    if (sql.isEmpty()) {
      return e instanceof ClockSkewException ? OF_DATABASE : OF_DATA;
    }
    String state = state(sql.get());
    if (sql.get() instanceof SQLTransientConnectionException || state.startsWith("08")) {
      return OF_CONNECTION;
    }
    return state.length() == 5 && DATA.contains(state.substring(0, 2)) ? OF_DATA : OF_DATABASE;
  }

  /** Whether the same may work soon: the server is away, stopping, full or too slow. */
  static boolean isOutage(Throwable e) {
    return of(e) == OF_CONNECTION
        || sql(e)
            .map(Fault::state)
            .filter(s -> s.startsWith("53") || s.startsWith("57P") || s.equals("25P04"))
            .isPresent();
  }

  /** What went wrong, without the message: that may quote a row. */
  static String name(Throwable e) {
    return sql(e).map(s -> "SQLSTATE " + state(s)).orElseGet(() -> e.getClass().getSimpleName());
  }

  private static String state(SQLException e) {
    return String.valueOf(e.getSQLState());
  }

  private static Optional<SQLException> sql(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }
}
