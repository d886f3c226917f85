package dev.postmeridian.feed;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.feed.Frames.Frame;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.Extent;
import dev.postmeridian.replication.FeedCursor;
import dev.postmeridian.replication.FeedSource;
import dev.postmeridian.replication.LogPosition;
import dev.postmeridian.replication.RecordKey;
import dev.postmeridian.replication.StampRange;
import dev.postmeridian.residency.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Questions about feeds as one frame each; what both sides say of cursors and names. */
final class FeedWire {
  static final String PULL = "pull";
  static final String FETCH = "fetch";
  static final String DIGESTS = "digests";
  static final String KEYS = "keys";
  static final String ID_KEYS = "id-keys";
  static final String END = "end";
  static final String RESET = "reset";
  private static final byte[] NOTHING = {};

  private FeedWire() {}

  static byte[] bytes(ObjectNode question) {
    var out = new ByteArrayOutputStream();
    try {
      Frames.write(Frames.to(out), question, NOTHING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static ObjectNode question(FeedSource.Pull ask) {
    ObjectNode json =
        Frames.header(PULL)
            .put("origin", ask.origin().value())
            .put("class", ask.replicationClass().number())
            .put("diverted", ask.diverted())
            .put("patience_ms", ask.patience().toMillis());
    ask.after().ifPresent(cursor -> json.set("after", written(cursor)));
    ask.stored().ifPresent(cursor -> json.set("stored", written(cursor)));
    ask.newest().ifPresent(newest -> json.put("newest", newest.toString()));
    return json;
  }

  static FeedSource.Pull pull(JsonNode json) {
    JsonNode newest = json.path("newest");
    return new FeedSource.Pull(
        new RegionName(json.path("origin").asString("")),
        ItemFrames.replicationClass(json),
        cursor(json.path("after")),
        cursor(json.path("stored")),
        newest.isString() ? Optional.of(Stamp.parse(newest.stringValue())) : Optional.empty(),
        json.path("diverted").asLong(0),
        Duration.ofMillis(Math.clamp(json.path("patience_ms").asLong(0), 0, 60_000)));
  }

  static ObjectNode written(FeedCursor cursor) {
    return Frames.header("cursor")
        .put("incarnation", cursor.incarnation())
        .put("tx", cursor.position().tx())
        .put("id", cursor.position().id());
  }

  static Optional<FeedCursor> cursor(JsonNode json) {
    return json.isObject() ? Optional.of(presentCursor(json)) : Optional.empty();
  }

  static FeedCursor presentCursor(JsonNode json) {
    return new FeedCursor(
        json.path("incarnation").asString(""),
        new LogPosition(json.path("tx").asLong(0), json.path("id").asLong(0)));
  }

  static ObjectNode with(ObjectNode json, List<RecordKey> keys) {
    ArrayNode array = json.putArray("keys");
    keys.forEach(key -> array.add(key.stamp() + " " + key.message()));
    return json;
  }

  static List<RecordKey> keys(JsonNode json) {
    var keys = new ArrayList<RecordKey>();
    for (JsonNode key : json.path("keys")) {
      String[] parts = key.asString("").split(" ", 2);
      keys.add(new RecordKey(Stamp.parse(parts[0]), new MessageId(parts[parts.length - 1])));
    }
    return keys;
  }

  static ObjectNode withCountries(ObjectNode json, List<Country> countries) {
    ArrayNode array = json.putArray("countries");
    countries.forEach(country -> array.add(country.code()));
    return json;
  }

  static List<Country> countries(JsonNode json) {
    return json.path("countries").valueStream().map(c -> new Country(c.asString(""))).toList();
  }

  static ObjectNode withExtent(ObjectNode json, Extent extent) {
    return withCountries(json, extent.countries())
        .put("form", extent.form().name().toLowerCase(Locale.ROOT));
  }

  static Extent extent(JsonNode json, RegionName teller) {
    return new Extent(
        teller,
        Form.valueOf(json.path("form").asString("").toUpperCase(Locale.ROOT)),
        countries(json));
  }

  static ObjectNode withRanges(ObjectNode json, List<StampRange> ranges) {
    ArrayNode array = json.putArray("ranges");
    ranges.forEach(range -> array.add(range.fromMillis()).add(range.toMillis()));
    return json;
  }

  static List<StampRange> ranges(JsonNode json) {
    List<Long> bounds = json.path("ranges").valueStream().map(n -> n.asLong(0)).toList();
    var ranges = new ArrayList<StampRange>();
    for (int i = 0; i + 1 < bounds.size(); i += 2) {
      ranges.add(new StampRange(bounds.get(i), bounds.get(i + 1)));
    }
    return ranges;
  }

  static boolean isEnd(Frame frame) {
    String kind = frame.json().path("kind").asString("");
    return kind.equals(END) || kind.equals(RESET);
  }
}
