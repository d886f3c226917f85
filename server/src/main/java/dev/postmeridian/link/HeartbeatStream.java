package dev.postmeridian.link;

import dev.postmeridian.health.Heartbeat;
import dev.postmeridian.region.RegionName;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Heartbeats one after another in the answer to one question: each is four bytes of length and
 * JSON. The question is how many, four bytes, and the asker's own heartbeat.
 */
final class HeartbeatStream {
  private static final int MOST_BEATS = 100;

  /**
   * A question.
   *
   * @param beats how many are wanted
   * @param own how the asker is
   */
  record Question(int beats, Heartbeat own) {}

  private HeartbeatStream() {}

  static byte[] question(int beats, Heartbeat own) {
    var question = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(question)) {
      out.writeInt(beats);
      write(out, own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return question.toByteArray();
  }

  static Question question(InputStream from, RegionName peer) throws IOException {
    var in = new DataInputStream(from);
    int beats = in.readInt();
    return new Question(Math.clamp(beats, 1, MOST_BEATS), read(in, peer));
  }

  /** Writes one, which goes out at once. */
  static void write(OutputStream to, Heartbeat beat) throws IOException {
    byte[] json = HeartbeatJson.bytes(beat);
    var frame = new ByteArrayOutputStream(Integer.BYTES + json.length);
    new DataOutputStream(frame).writeInt(json.length);
    frame.writeBytes(json);
    to.write(frame.toByteArray());
    to.flush();
  }

  /**
   * Reads the next one; waits for it.
   *
   * @param from whose it must be
   * @throws IOException if it is none, or another region's, or there is none any more
   */
  static Heartbeat read(DataInputStream in, RegionName from) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > HeartbeatJson.MOST_BYTES) {
      throw new IOException("what came from " + from + " is no heartbeat");
    }
    return HeartbeatJson.read(in.readNBytes(length), from);
  }
}
