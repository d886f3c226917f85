package dev.postmeridian.cli.sample;

import dev.postmeridian.cli.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;

/** The parts of one language that sample mail is put together from. */
record Parts(
    List<String> people,
    List<String> domains,
    List<String> greetings,
    List<String> closings,
    Map<String, Text> kinds) {
  /** Subjects and sentences of a kind; the first sentence says what it is about. */
  record Text(List<String> subjects, List<String> sentences) {}

  static final Map<String, Parts> BY_LANGUAGE = load();

  Text of(Kind kind) {
    return Objects.requireNonNull(kinds.get(kind.key()), kind.key());
  }

  /** The parts of the language; every language of {@link #languageOf} has some. */
  static Parts in(String language) {
    return Objects.requireNonNull(BY_LANGUAGE.get(language), language);
  }

  /** The language that most mail of a country is written in here. */
  static String languageOf(String country) {
    return switch (country) {
      case "DE", "AT", "CH", "LI" -> "de";
      case "FR", "BE", "LU" -> "fr";
      case "ES", "MX", "AR", "CL", "CO", "PE" -> "es";
      case "JP" -> "ja";
      case "BR", "PT" -> "pt";
      default -> "en";
    };
  }

  private static Map<String, Parts> load() {
    try (var stream = Parts.class.getResourceAsStream("parts.json")) {
      return Json.MAPPER.readValue(
          Objects.requireNonNull(stream, "parts.json").readAllBytes(), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own sample parts cannot be read", e);
    }
  }
}
