package dev.postmeridian.sealing;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A record in its sealed form: a label that anybody reads, the data key wrapped to the recipient's
 * public key, and the record encrypted with that, bound to all that stands before it.
 *
 * <p>The layout of version 1: {@code PMS}, version, kind, origin, recipient, country, message,
 * stamp, key, wrapped data key, then the ciphertext to the end. Texts and the wrapped key have two
 * octets of length before them.
 *
 * @param key which of the recipient's keys opens it
 * @param bytes the whole copy; not copied: nobody changes it
 * @param ciphertextAt where the ciphertext begins
 */
@SuppressWarnings("ArrayRecordComponent")
public record SealedCopy(
    SealLabel label, KeyId key, byte[] wrapped, byte[] bytes, int ciphertextAt) {
  static final int VERSION = 1;
  private static final byte[] MAGIC = "PMS".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_WRAPPED_BYTES = 1024;

  /** Bytes that are no sealed copy, or one of a later version; the message says which. */
  public static final class UnreadableException extends RuntimeException {
    UnreadableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Where it stands in a listing. */
  public CopyPlace place() {
    return CopyPlace.of(label);
  }

  /**
   * Reads the label of a copy, which proves nothing: only opening it does.
   *
   * @throws UnreadableException if it is none
   */
  public static SealedCopy parse(byte[] bytes) {
    var in = new ByteArrayInputStream(bytes);
    try {
      return parse(new DataInputStream(in), in, bytes);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableException("the bytes are no sealed copy that this version knows", e);
    }
  }

  private static SealedCopy parse(DataInputStream data, ByteArrayInputStream in, byte[] bytes)
      throws IOException {
    for (byte letter : MAGIC) {
      if (data.readByte() != letter) {
        throw new IOException("no sealed copy");
      }
    }
    if (data.readUnsignedByte() != VERSION) {
      throw new IOException("a sealed copy of another version");
    }
    var label =
        new SealLabel(
            SealLabel.Kind.of(data.readUnsignedByte()),
            new RegionName(data.readUTF()),
            new RegionName(data.readUTF()),
            new Country(data.readUTF()),
            MessageId.of(exactly(data, 16)),
            data.readUTF());
    KeyId key = KeyId.ofBytes(exactly(data, KeyId.BYTES));
    int length = data.readUnsignedShort();
    if (length > MAX_WRAPPED_BYTES) {
      throw new IOException("a wrapped key of " + length + " bytes");
    }
    byte[] wrapped = exactly(data, length);
    return new SealedCopy(label, key, wrapped, bytes, bytes.length - in.available());
  }

  private static byte[] exactly(DataInputStream data, int count) throws IOException {
    byte[] read = new byte[count];
    data.readFully(read);
    return read;
  }

  /** What stands before the ciphertext, to which that is bound. */
  static byte[] head(SealLabel label, KeyId key, byte[] wrapped) {
    var bytes = new ByteArrayOutputStream(320);
    try (var out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      out.writeByte(VERSION);
      out.writeByte(label.kind().code());
      out.writeUTF(label.origin().value());
      out.writeUTF(label.recipient().value());
      out.writeUTF(label.country().code());
      out.write(label.message().bytes());
      out.writeUTF(label.stamp());
      out.write(key.bytes());
      out.writeShort(wrapped.length);
      out.write(wrapped);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes what is written", e);
    }
    return bytes.toByteArray();
  }
}
