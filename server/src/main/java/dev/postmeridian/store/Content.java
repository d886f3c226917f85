package dev.postmeridian.store;

import dev.postmeridian.mail.MessageId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads raw messages piece by piece: the driver holds what it reads several times over, and a large
 * mail must not be in memory more than once.
 */
final class Content {
  static final int PIECE_BYTES = 1 << 20;
  private static final String READ =
      """
      SELECT substring(raw FROM ? FOR ?), octet_length(raw)
      FROM postmeridian.content WHERE message_id = ?
      """;

  private Content() {}

  /** The raw message; empty if there is none, or it is erased while it is read. */
  static Optional<byte[]> read(Connection c, MessageId id) throws SQLException {
    try (var sql = c.prepareStatement(READ)) {
      sql.setInt(2, PIECE_BYTES);
      sql.setBytes(3, id.bytes());
      byte[] whole = {};
      int filled = 0;
      do {
        sql.setInt(1, filled + 1);
        try (var row = sql.executeQuery()) {
          byte @Nullable [] piece = row.next() ? row.getBytes(1) : null;
          if (piece == null) {
            return Optional.empty();
          }
          whole = filled == 0 ? new byte[row.getInt(2)] : whole;
          System.arraycopy(piece, 0, whole, filled, piece.length);
          filled += piece.length;
        }
      } while (filled < whole.length);
      return Optional.of(whole);
    }
  }
}
