package dev.postmeridian.sealing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What regions say to each other of sealed copies: a count, blocks of bytes, and an end, without
 * which it was cut off.
 */
final class Blocks {
  private static final byte END = 0x5e;
  private static final int MOST = 10_000;

  private Blocks() {}

  static byte[] written(List<byte[]> blocks) {
    var bytes = new ByteArrayOutputStream();
    try {
      write(bytes, blocks);
    } catch (IOException e) {
      throw new IllegalStateException("memory takes what is written", e);
    }
    return bytes.toByteArray();
  }

  static void write(OutputStream to, List<byte[]> blocks) throws IOException {
    var out = new DataOutputStream(to);
    out.writeInt(blocks.size());
    for (byte[] block : blocks) {
      out.writeInt(block.length);
      out.write(block);
    }
    out.writeByte(END);
    out.flush();
  }

  /**
   * Reads them.
   *
   * @param mostBytes all blocks together
   * @throws IOException if there is more, or not all of it
   */
  static List<byte[]> read(InputStream from, long mostBytes) throws IOException {
    var in = new DataInputStream(from);
    int count = in.readInt();
    if (count < 0 || count > MOST) {
      throw new IOException("a message of " + count + " blocks");
    }
    var blocks = new ArrayList<byte[]>();
    long left = mostBytes;
    while (blocks.size() < count) {
      int length = in.readInt();
      left -= length;
      if (length < 0 || left < 0) {
        throw new IOException("a message of more than " + mostBytes + " bytes");
      }
      byte[] block = in.readNBytes(length); // grows as it comes: nobody reserves room by a number
      if (block.length < length) {
        throw new EOFException("the message was cut off");
      }
      blocks.add(block);
    }
    if (in.readByte() != END) {
      throw new IOException("the message does not end where it says");
    }
    return blocks;
  }
}
