package dev.postmeridian.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** JSON as every command, file and API of the program writes it: snake case, one line. */
public final class Json {
  /** Reads and writes records; what it does not know it passes over. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private Json() {}

  /** What a member says; a dash if it says nothing. */
  static String word(JsonNode object, String name) {
    String value = object.path(name).asString("");
    return value.isEmpty() ? "-" : value;
  }

  /** The value as one line of JSON. */
  public static String line(Object value) {
    return MAPPER.writeValueAsString(value);
  }
}
