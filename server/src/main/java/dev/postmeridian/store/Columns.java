package dev.postmeridian.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Rows of a batch as one SQL array per column: what {@code unnest} takes. */
record Columns<T>(Connection connection, List<T> rows) {
  Array bytes(Function<T, byte[]> of) throws SQLException {
    return connection.createArrayOf("bytea", rows.stream().map(of).toArray(byte[][]::new));
  }

  Array texts(Function<T, String> of) throws SQLException {
    return connection.createArrayOf("text", rows.stream().map(of).toArray(String[]::new));
  }

  Array longs(Function<T, Long> of) throws SQLException {
    return connection.createArrayOf("bigint", rows.stream().map(of).toArray(Long[]::new));
  }

  Array doubles(Function<T, Double> of) throws SQLException {
    return connection.createArrayOf("float8", rows.stream().map(of).toArray(Double[]::new));
  }
}
