package dev.postmeridian.handover;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A question of what another region holds, and its answer, each as one JSON object. */
final class HandoverWire {
  /** What the largest batch of messages with many changes takes, and more. */
  static final int MOST_BYTES = 16 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private HandoverWire() {}

  /**
   * What is asked.
   *
   * @param countries whose keys of message ids the peer should have
   */
  record Question(List<Country> countries, List<Departing> messages) {}

  private record Asked(List<String> countries, List<Message> messages) {}

  private record Message(
      String id, boolean content, List<String> stamps, boolean adopted, List<String> effects) {
    static Message of(Departing m) {
      return new Message(
          m.id().hex(),
          m.hasContent(),
          m.stamps().stream().map(Stamp::toString).toList(),
          m.adopted(),
          m.effects());
    }

    Departing read() {
      return new Departing(
          new MessageId(id), content, stamps.stream().map(Stamp::parse).toList(), adopted, effects);
    }
  }

  private record Held(List<String> held) {}

  static byte[] question(Question question) {
    return MAPPER.writeValueAsBytes(
        new Asked(
            question.countries().stream().map(Country::code).toList(),
            question.messages().stream().map(Message::of).toList()));
  }

  /**
   * @throws IOException if it is no question
   */
  static Question question(byte[] bytes) throws IOException {
    try {
      var asked = MAPPER.readValue(bytes, Asked.class);
      return new Question(
          asked.countries().stream().map(Country::new).toList(),
          asked.messages().stream().map(Message::read).toList());
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new IOException("a peer asks what is no question of this version", e);
    }
  }

  static byte[] answer(Collection<MessageId> held) {
    return MAPPER.writeValueAsBytes(new Held(held.stream().map(MessageId::hex).sorted().toList()));
  }

  /**
   * @throws IOException if it is no answer
   */
  static Set<MessageId> answer(byte[] bytes) throws IOException {
    try {
      var held = new HashSet<MessageId>();
      MAPPER.readValue(bytes, Held.class).held().forEach(id -> held.add(new MessageId(id)));
      return held;
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new IOException("a peer answers otherwise than it was asked", e);
    }
  }
}
