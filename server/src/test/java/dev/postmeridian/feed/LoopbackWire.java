package dev.postmeridian.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postmeridian.region.RegionName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A wire within the process: everything passes through its bytes; regions can be cut off. */
public final class LoopbackWire {
  private final Map<RegionName, FeedEndpoint> endpoints = new ConcurrentHashMap<>();
  private volatile Duration roundTrip = Duration.ZERO;
  private volatile int cutAfterBytes = Integer.MAX_VALUE;

  private volatile String said = "";
  private volatile String heard = "";

  public void serve(RegionName region, FeedEndpoint endpoint) {
    endpoints.put(region, endpoint);
  }

  public void cutOff(RegionName region) {
    endpoints.remove(region);
  }

  /** Every answer ends after so many bytes, as if the link broke. */
  public void breakAfter(int bytes) {
    cutAfterBytes = bytes;
  }

  /** Some words of every answer are heard as others of the same length; no words: none. */
  public void garble(String words, String others) {
    said = words;
    heard = others;
  }

  /** Every question and its answer take so long to travel. */
  public void roundTrip(Duration time) {
    roundTrip = time;
  }

  /** The wire as one region has it: its name is what its certificate would say. */
  public FeedTransport from(RegionName asker) {
    return new FeedTransport() {
      @Override
      public <T> T ask(RegionName peer, byte[] question, Reading<T> reading) throws IOException {
        FeedEndpoint endpoint = endpoints.get(peer);
        if (endpoint == null) {
          throw new IOException("cut off");
        }
        travel(roundTrip.dividedBy(2));
        var answer = new ByteArrayOutputStream();
        endpoint.answer(asker, new ByteArrayInputStream(question), answer);
        travel(roundTrip.dividedBy(2));
        int length = Math.min(answer.size(), cutAfterBytes);
        return reading.read(new ByteArrayInputStream(heard(answer.toByteArray()), 0, length));
      }
    };
  }

  private byte[] heard(byte[] answer) {
    return said.isEmpty()
        ? answer
        : new String(answer, ISO_8859_1).replace(said, heard).getBytes(ISO_8859_1);
  }

  private static void travel(Duration time) throws InterruptedIOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
