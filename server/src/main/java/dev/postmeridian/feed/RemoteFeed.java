package dev.postmeridian.feed;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.feed.Frames.Frame;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.Extent;
import dev.postmeridian.replication.FeedItem;
import dev.postmeridian.replication.FeedSource;
import dev.postmeridian.replication.RangeDigest;
import dev.postmeridian.replication.RecordKey;
import dev.postmeridian.replication.StampRange;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A peer's log, asked over a transport. An answer counts once it has come whole. */
public final class RemoteFeed implements FeedSource {
  /** The peer does not answer, or not as a peer would: ask again later. */
  public static final class UnreachableException extends RuntimeException {
    UnreachableException(RegionName peer, Exception cause) {
      super("region " + peer + " does not answer: its feeds are asked again", cause);
    }
  }

  private final RegionName peer;
  private final FeedTransport transport;

  public RemoteFeed(RegionName peer, FeedTransport transport) {
    this.peer = peer;
    this.transport = transport;
  }

  @Override
  public Answer pull(Pull ask) {
    return ask(
        FeedWire.question(ask),
        answer -> {
          var items = new ArrayList<FeedItem>();
          JsonNode last = items(answer, ask.replicationClass(), items);
          var next = FeedWire.presentCursor(last.path("next"));
          return last.path("kind").asString("").equals(FeedWire.RESET)
              ? new Reset(next)
              : new Batch(items, next, last.path("more").asBoolean(false));
        });
  }

  @Override
  public Fetched fetch(List<RecordKey> keys) {
    return ask(
        FeedWire.with(Frames.header(FeedWire.FETCH), keys),
        answer -> {
          var items = new ArrayList<FeedItem>();
          JsonNode last = items(answer, ReplicationClass.NORMAL, items);
          return new Fetched(items, last.path("handled").asInt(0));
        });
  }

  private static JsonNode items(InputStream answer, ReplicationClass c, List<FeedItem> items)
      throws IOException {
    DataInputStream in = Frames.from(answer);
    Frame frame = Frames.read(in);
    while (!isEnd(frame)) {
      items.add(ItemFrames.read(frame, c));
      frame = Frames.read(in);
    }
    return frame.json();
  }

  private static boolean isEnd(Frame frame) {
    try {
      return FeedWire.isEnd(frame);
    } catch (JacksonException e) {
      return false;
    }
  }

  @Override
  public List<RangeDigest> digests(List<StampRange> ranges, Extent extent) {
    ObjectNode question =
        FeedWire.withExtent(FeedWire.withRanges(Frames.header(FeedWire.DIGESTS), ranges), extent);
    List<Long> numbers =
        ask(question, answer -> last(answer).path("digests"))
            .valueStream()
            .map(n -> n.asLong(0))
            .toList();
    var digests = new ArrayList<RangeDigest>();
    for (int i = 0; i + 1 < numbers.size(); i += 2) {
      digests.add(new RangeDigest(numbers.get(i), numbers.get(i + 1)));
    }
    if (digests.size() != ranges.size()) {
      throw new UnreachableException(peer, new IOException("it left ranges out"));
    }
    return digests;
  }

  @Override
  public List<RecordKey> keys(StampRange range, Extent extent, int most) {
    ObjectNode question =
        FeedWire.withExtent(
            FeedWire.withRanges(Frames.header(FeedWire.KEYS), List.of(range)), extent);
    return ask(question.put("most", most), answer -> FeedWire.keys(last(answer)));
  }

  @Override
  public Map<Country, IdKey> idKeys(List<Country> countries, boolean make) {
    ObjectNode question =
        FeedWire.withCountries(Frames.header(FeedWire.ID_KEYS), countries).put("make", make);
    return ask(
        question,
        answer -> {
          var keys = new HashMap<Country, IdKey>();
          DataInputStream in = Frames.from(answer);
          for (Frame f = Frames.read(in); !FeedWire.isEnd(f); f = Frames.read(in)) {
            JsonNode json = f.json();
            keys.put(
                new Country(json.path("country").asString("")),
                new IdKey(f.body(), Instant.parse(json.path("made_at").asString(""))));
          }
          return keys;
        });
  }

  private static JsonNode last(InputStream answer) throws IOException {
    return Frames.read(Frames.from(answer)).json();
  }

  private <T> T ask(ObjectNode question, FeedTransport.Reading<T> reading) {
    try {
      return transport.ask(peer, FeedWire.bytes(question), reading);
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw new UnreachableException(peer, e);
    }
  }
}
