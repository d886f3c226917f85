package dev.postmeridian.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.replication.FeedContent;
import dev.postmeridian.replication.FeedItem.Clear;
import dev.postmeridian.replication.RecordKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A change of the log as it is inside a seal: what its label does not tell. It has a version of its
 * own.
 */
public final class RecordForm {
  private static final int VERSION = 1;

  private RecordForm() {}

  static byte[] written(Clear record) {
    var bytes = new ByteArrayOutputStream(size(record));
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(record.replicationClass().number());
      out.writeInt(record.version());
      out.writeBoolean(record.erases());
      write(out, record.fields().getBytes(UTF_8));
      out.writeBoolean(record.content().isPresent());
      if (record.content().isPresent()) {
        write(out, record.content().get().trace().getBytes(UTF_8));
        write(out, record.content().get().raw());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes what is written", e);
    }
    return bytes.toByteArray();
  }

  private static int size(Clear record) {
    return 1024 + record.fields().length() + record.content().map(c -> c.raw().length).orElse(0);
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * The change that was sealed under this label.
   *
   * @throws IOException if it is of another version
   * @throws IllegalArgumentException if it is not of the form
   */
  public static Clear read(SealLabel label, byte[] written) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(written))) {
      if (in.readByte() != VERSION) {
        throw new IOException("a sealed change of another version");
      }
      var replicationClass = ReplicationClass.of(in.readByte());
      int version = in.readInt();
      boolean erases = in.readBoolean();
      String fields = new String(block(in), UTF_8);
      return new Clear(
          new RecordKey(Stamp.parse(label.stamp()), label.message()),
          label.country(),
          replicationClass,
          version,
          fields,
          erases,
          in.readBoolean()
              ? Optional.of(new FeedContent(new String(block(in), UTF_8), block(in)))
              : Optional.empty());
    }
  }

  private static byte[] block(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new EOFException("a sealed change that does not hold what it says");
    }
    return in.readNBytes(length);
  }
}
