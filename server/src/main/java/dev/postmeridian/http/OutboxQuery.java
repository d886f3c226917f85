package dev.postmeridian.http;

import dev.postmeridian.effect.EffectFilter;
import dev.postmeridian.effect.EffectName;
import dev.postmeridian.effect.EffectState;
import dev.postmeridian.mail.MessageId;
import io.helidon.common.parameters.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which effects a request means, read once, at the edge. */
final class OutboxQuery {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_TEXT = 200;
  private static final List<String> CHOICE = List.of("state", "effect", "message", "limit");
  private static final List<String> LIST = List.of("state", "effect", "message", "limit", "before");

  private OutboxQuery() {}

  /** The query of the list. */
  static EffectFilter read(Parameters query) {
    var values = new LinkedHashMap<String, String>();
    query.names().forEach(name -> values.put(name, query.get(name)));
    return read(values, LIST, DEFAULT_LIMIT);
  }

  /** Those that are to be changed, as a JSON object. */
  static EffectFilter readObject(Map<String, Object> object) {
    var values = new LinkedHashMap<String, String>();
    object.forEach((name, value) -> values.put(name, String.valueOf(value)));
    return read(values, CHOICE, EffectFilter.MAX_LIMIT);
  }

  private static EffectFilter read(Map<String, String> query, List<String> known, int standard) {
    if (!known.containsAll(query.keySet())) {
      throw Problem.badRequest(
              "The request has a parameter that this path does not know.",
              "Use only " + String.join(", ", known) + ".")
          .exception();
    }
    return new EffectFilter(
        text(query, "state")
            .map(word -> MessageQuery.word("state", word, EffectState.values(), EffectState::word)),
        text(query, "effect").map(OutboxQuery::effect),
        text(query, "message").map(OutboxQuery::message),
        text(query, "limit").map(OutboxQuery::limit).orElse(standard),
        text(query, "before"));
  }

  private static Optional<String> text(Map<String, String> query, String name) {
    Optional<String> value =
        Optional.ofNullable(query.get(name)).map(String::strip).filter(t -> !t.isEmpty());
    if (value.filter(t -> t.length() > MAX_TEXT).isPresent()) {
      throw Problem.badRequest("'" + name + "' is longer than 200 characters.", "Shorten it.")
          .exception();
    }
    return value;
  }

  private static EffectName effect(String text) {
    try {
      return new EffectName(text);
    } catch (IllegalArgumentException _) {
      throw Problem.badRequest(
              "'effect' is no name of an effect.",
              "Send one of lower-case letters, digits and hyphens, as the deployment file has it.")
          .exception();
    }
  }

  private static String message(String text) {
    if (!MessageId.isBeginning(text)) {
      throw Problem.badRequest(
              "'message' is no message's id, nor its beginning.",
              "Send 4 to 32 of its digits, 0 to 9 and a to f.")
          .exception();
    }
    return text;
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= EffectFilter.MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw Problem.badRequest("'limit' is not a number from 1 to 1000.", "Send such as limit=50.")
        .exception();
  }
}
