package dev.postmeridian.feed;

import dev.postmeridian.region.RegionName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A wire within the process: everything passes through its bytes; regions can be cut off. */
public final class LoopbackWire {
  private final Map<RegionName, FeedEndpoint> endpoints = new ConcurrentHashMap<>();
  private volatile int cutAfterBytes = Integer.MAX_VALUE;

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

  /** The wire as one region has it: its name is what its certificate would say. */
  public FeedTransport from(RegionName asker) {
    return new FeedTransport() {
      @Override
      public <T> T ask(RegionName peer, byte[] question, Reading<T> reading) throws IOException {
        FeedEndpoint endpoint = endpoints.get(peer);
        if (endpoint == null) {
          throw new IOException("cut off");
        }
        var answer = new ByteArrayOutputStream();
        endpoint.answer(asker, new ByteArrayInputStream(question), answer);
        int length = Math.min(answer.size(), cutAfterBytes);
        return reading.read(new ByteArrayInputStream(answer.toByteArray(), 0, length));
      }
    };
  }
}
