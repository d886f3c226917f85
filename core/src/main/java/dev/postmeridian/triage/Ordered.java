package dev.postmeridian.triage;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Declared words that have an order, as months have: which of them a text names. */
final class Ordered {
  private final List<Pattern> places;

  Ordered(Meaning meaning) {
    int last = Language.all().stream().mapToInt(l -> l.everywhere(meaning).size()).max().orElse(0);
    places =
        IntStream.range(0, last).mapToObj(place -> Pattern.compile(words(meaning, place))).toList();
  }

  /** What stands at one place of each language's row; words end where they end, signs anywhere. */
  private static String words(Meaning meaning, int place) {
    return Language.all().stream()
        .filter(language -> place < language.everywhere(meaning).size())
        .map(language -> {
          String word = "(?:" + language.everywhere(meaning).get(place) + ")";
          return language.isJoined() ? word : "(?<!\\p{L})" + word + "(?!\\p{L})";
        })
        .collect(joining("|"));
  }

  /** The number of the first that a text in lower case names, from 1. */
  OptionalLong in(String text) {
    return LongStream.rangeClosed(1, places.size())
        .filter(number -> places.get((int) number - 1).matcher(text).find())
        .findFirst();
  }
}
