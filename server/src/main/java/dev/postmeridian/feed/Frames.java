package dev.postmeridian.feed;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the wire is made of: a header in JSON, whose unknown members are ignored, and raw bytes,
 * each after its length as four bytes.
 */
final class Frames {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST_HEADER = 64 << 20;
  private static final int LONGEST_BODY = 512 << 20;

  /**
   * @param header as it came: it may be of a later version
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Frame(byte[] header, byte[] body) {
    /**
     * @throws JacksonException if it is no JSON
     */
    JsonNode json() {
      return JSON.readTree(header);
    }
  }

  private Frames() {}

  static ObjectNode header(String kind) {
    return JSON.createObjectNode().put("kind", kind);
  }

  static void write(DataOutputStream out, ObjectNode header, byte[] body) throws IOException {
    byte[] json = JSON.writeValueAsBytes(header);
    out.writeInt(json.length);
    out.write(json);
    out.writeInt(body.length);
    out.write(body);
  }

  static DataOutputStream to(OutputStream out) {
    return new DataOutputStream(out);
  }

  static DataInputStream from(InputStream in) {
    return new DataInputStream(in);
  }

  /**
   * The next frame.
   *
   * @throws IOException if the stream ends within it, or it is longer than any
   */
  static Frame read(DataInputStream in) throws IOException {
    return new Frame(bytes(in, LONGEST_HEADER), bytes(in, LONGEST_BODY));
  }

  private static byte[] bytes(DataInputStream in, int longest) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > longest) {
      throw new IOException("a frame of " + length + " bytes: this is no feed");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the feed broke off");
    }
    return bytes;
  }
}
