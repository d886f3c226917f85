package dev.postmeridian.feed;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.change.Stamp;
import dev.postmeridian.feed.Frames.Frame;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.replication.FeedContent;
import dev.postmeridian.replication.FeedItem;
import dev.postmeridian.replication.RecordKey;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes on the wire, one frame each. One that can't be read is an item, too, and stops nothing.
 */
final class ItemFrames {
  private static final byte[] NOTHING = {};
  private static final String CLEAR = "clear";
  private static final String SEALED = "sealed";

  private ItemFrames() {}

  static void write(DataOutputStream out, FeedItem item) throws IOException {
    switch (item) {
      case FeedItem.Clear c -> {
        ObjectNode header =
            named(CLEAR, c.key(), c.country(), c.replicationClass(), c.erases())
                .put("version", c.version())
                .put("fields", c.fields());
        c.content().ifPresent(content -> header.put("trace", content.trace()));
        Frames.write(out, header, c.content().map(FeedContent::raw).orElse(NOTHING));
      }
      case FeedItem.Sealed s ->
          Frames.write(
              out,
              named(SEALED, s.key(), s.country(), s.replicationClass(), s.erases()),
              s.sealed());
      case FeedItem.Unreadable _ ->
          throw new IllegalArgumentException("what could not be read is not passed on");
    }
  }

  private static ObjectNode named(
      String kind, RecordKey key, Country country, ReplicationClass c, boolean erases) {
    return Frames.header(kind)
        .put("stamp", key.stamp().toString())
        .put("message", key.message().hex())
        .put("country", country.code())
        .put("class", c.number())
        .put("erases", erases);
  }

  static FeedItem read(Frame frame, ReplicationClass expected) {
    try {
      JsonNode json = frame.json();
      return switch (json.path("kind").asString("")) {
        case CLEAR -> clear(json, frame.body());
        case SEALED ->
            new FeedItem.Sealed(
                key(json), country(json), replicationClass(json), erases(json), frame.body());
        default -> unreadable(frame, expected);
      };
    } catch (JacksonException | IllegalArgumentException e) {
      return unreadable(frame, expected);
    }
  }

  private static FeedItem clear(JsonNode json, byte[] body) {
    JsonNode trace = json.path("trace");
    return new FeedItem.Clear(
        key(json),
        country(json),
        replicationClass(json),
        json.path("version").asInt(0),
        json.path("fields").asString(""),
        erases(json),
        trace.isString()
            ? Optional.of(new FeedContent(trace.stringValue(), body))
            : Optional.empty());
  }

  private static FeedItem unreadable(Frame frame, ReplicationClass expected) {
    return new FeedItem.Unreadable(expected, MessageId.of(MessageId.digest(frame.header())));
  }

  static RecordKey key(JsonNode json) {
    return new RecordKey(
        Stamp.parse(json.path("stamp").asString("")),
        new MessageId(json.path("message").asString("")));
  }

  private static Country country(JsonNode json) {
    return new Country(json.path("country").asString(""));
  }

  static ReplicationClass replicationClass(JsonNode json) {
    return ReplicationClass.of(json.path("class").asInt(-1));
  }

  private static boolean erases(JsonNode json) {
    return json.path("erases").asBoolean(false);
  }
}
