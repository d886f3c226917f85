package dev.postmeridian.sealing;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Clearance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A wire within the process for questions about sealed copies: everything passes as bytes. */
public final class SealingWire {
  private final Map<RegionName, SealingEndpoint> endpoints = new ConcurrentHashMap<>();
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

  public void serve(RegionName region, SealingEndpoint endpoint) {
    endpoints.put(region, endpoint);
  }

  public void cutOff(RegionName region) {
    endpoints.remove(region);
  }

  /** Answers so many questions, and then no more. */
  public void breakAfter(int questions) {
    left.set(questions);
  }

  /** The wire as one region has it: its name is what its certificate would say. */
  public SealingTransport from(RegionName asker) {
    return new SealingTransport() {
      @Override
      public <T> T ask(
          Clearance clearance, SealingQuestion question, byte[] body, Reading<T> reading)
          throws IOException {
        SealingEndpoint endpoint = endpoints.get(clearance.to());
        if (endpoint == null || left.getAndDecrement() <= 0) {
          throw new IOException("cut off");
        }
        var answer = new ByteArrayOutputStream();
        endpoint.answer(question, asker, new ByteArrayInputStream(body), answer);
        return reading.read(new ByteArrayInputStream(answer.toByteArray()));
      }
    };
  }
}
