package dev.postmeridian.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * One mail on its way in, wherever its recipients' routes lead: each route has a place of its own
 * that the data goes to as it comes, and one that fails fails for its recipients alone. Used by one
 * thread.
 */
public final class Delivery implements DataSink, AutoCloseable {
  private final int recipients;
  private final List<Part> parts = new ArrayList<>();

  /** The recipients of one route. */
  private static final class Part {
    final int[] places;
    final DataSink sink;
    final Runnable close;
    final Supplier<List<Outcome>> end;
    Verdict verdict;

    Part(
        int[] places, DataSink sink, Runnable close, Supplier<List<Outcome>> end, Verdict verdict) {
      this.places = places;
      this.sink = sink;
      this.close = close;
      this.end = end;
      this.verdict = verdict;
    }
  }

  /**
   * @param recipients how many there are
   */
  Delivery(int recipients) {
    this.recipients = recipients;
  }

  void pass(int[] places, Relay.Passage passage) {
    parts.add(new Part(places, passage, passage::close, passage::finish, Verdict.TAKEN));
  }

  void store(int[] places, MailBuffer buffer, boolean hasRoom, Supplier<List<Outcome>> end) {
    var begun = hasRoom ? Verdict.TAKEN : Verdict.NO_ROOM;
    parts.add(new Part(places, buffer, buffer::close, end, begun));
  }

  /** Whether there is room for any of it. */
  public boolean hasRoom() {
    return parts.stream().anyMatch(part -> part.verdict == Verdict.TAKEN);
  }

  @Override
  public Verdict write(byte[] bytes, int from, int to) {
    var last = Verdict.NO_ROOM;
    for (Part part : parts) {
      if (part.verdict == Verdict.TAKEN) {
        part.verdict = part.sink.write(bytes, from, to);
        last = part.verdict;
      }
    }
    return hasRoom() ? Verdict.TAKEN : last;
  }

  /**
   * The mail is whole; waits until it is durable, or is not.
   *
   * @return an outcome for each recipient, in the same order
   */
  public List<Outcome> finish() {
    var outcomes = new Outcome[recipients];
    Arrays.fill(outcomes, new Outcome.Unavailable());
    for (Part part : parts) {
      if (part.verdict == Verdict.TAKEN) {
        List<Outcome> ends = part.end.get();
        for (int i = 0; i < part.places.length; i++) {
          outcomes[part.places[i]] = ends.get(i);
        }
      }
    }
    return List.of(outcomes);
  }

  @Override
  public void close() {
    parts.forEach(part -> part.close.run());
  }
}
