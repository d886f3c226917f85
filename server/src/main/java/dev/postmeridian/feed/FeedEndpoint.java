package dev.postmeridian.feed;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.Extent;
import dev.postmeridian.replication.FeedItem;
import dev.postmeridian.replication.FeedOrigin;
import dev.postmeridian.replication.FeedSource;
import dev.postmeridian.replication.FeedSource.IdKey;
import dev.postmeridian.replication.RangeDigest;
import dev.postmeridian.replication.RecordKey;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers peers' questions about this region's log, each in its own form. */
public final class FeedEndpoint {
  private static final byte[] NOTHING = {};
  private static final int MOST_RANGES = 256;
  private static final int MOST_KEYS = 1 << 20;
  private final FeedOrigin origin;

  public FeedEndpoint(FeedOrigin origin) {
    this.origin = origin;
  }

  /**
   * Answers one question.
   *
   * @param peer who asks, as its certificate says
   * @throws IOException if the peer breaks off, or asks what is no question
   */
  public void answer(RegionName peer, InputStream question, OutputStream answer)
      throws IOException {
    var out = Frames.to(new BufferedOutputStream(answer, 1 << 16));
    try {
      answer(peer, origin.serving(peer), Frames.read(Frames.from(question)).json(), out);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException("region " + peer + " asks what is no question of this version", e);
    }
    out.flush();
  }

  private static void answer(
      RegionName peer, FeedSource source, JsonNode asked, DataOutputStream out) throws IOException {
    switch (asked.path("kind").asString("")) {
      case FeedWire.PULL -> pull(source.pull(FeedWire.pull(asked)), out);
      case FeedWire.FETCH -> {
        FeedSource.Fetched fetched = source.fetch(FeedWire.keys(asked));
        items(fetched.items(), out);
        end(Frames.header(FeedWire.END).put("handled", fetched.handled()), out);
      }
      case FeedWire.DIGESTS -> digests(source, FeedWire.extent(asked, peer), asked, out);
      case FeedWire.KEYS -> {
        int most = Math.clamp(asked.path("most").asInt(0), 0, MOST_KEYS);
        List<RecordKey> keys =
            source.keys(FeedWire.ranges(asked).getFirst(), FeedWire.extent(asked, peer), most);
        end(FeedWire.with(Frames.header(FeedWire.END), keys), out);
      }
      case FeedWire.ID_KEYS -> idKeys(source, asked, out);
      default -> throw new IllegalArgumentException("no such question");
    }
  }

  private static void pull(FeedSource.Answer answer, DataOutputStream out) throws IOException {
    switch (answer) {
      case FeedSource.Batch batch -> {
        items(batch.items(), out);
        ObjectNode last = Frames.header(FeedWire.END).put("more", batch.more());
        last.set("next", FeedWire.written(batch.next()));
        end(last, out);
      }
      case FeedSource.Reset reset -> {
        ObjectNode last = Frames.header(FeedWire.RESET);
        last.set("next", FeedWire.written(reset.head()));
        end(last, out);
      }
    }
  }

  private static void items(List<FeedItem> items, DataOutputStream out) throws IOException {
    for (FeedItem item : items) {
      ItemFrames.write(out, item);
    }
  }

  private static void digests(
      FeedSource source, Extent extent, JsonNode asked, DataOutputStream out) throws IOException {
    var ranges = FeedWire.ranges(asked);
    if (ranges.size() > MOST_RANGES) {
      throw new IllegalArgumentException("too many ranges at once");
    }
    ObjectNode json = Frames.header(FeedWire.END);
    ArrayNode array = json.putArray("digests");
    for (RangeDigest digest : source.digests(ranges, extent)) {
      array.add(digest.changes()).add(digest.digest());
    }
    end(json, out);
  }

  private static void idKeys(FeedSource source, JsonNode asked, DataOutputStream out)
      throws IOException {
    Map<Country, IdKey> keys =
        source.idKeys(FeedWire.countries(asked), asked.path("make").asBoolean(false));
    for (var key : keys.entrySet()) {
      ObjectNode header =
          Frames.header("id-key")
              .put("country", key.getKey().code())
              .put("made_at", key.getValue().madeAt().toString());
      Frames.write(out, header, key.getValue().key());
    }
    end(Frames.header(FeedWire.END), out);
  }

  private static void end(ObjectNode header, DataOutputStream out) throws IOException {
    Frames.write(out, header, NOTHING);
  }
}
