package dev.postmeridian.store;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a person asks for: alternatives of which each result has all words of one, and what no
 * result may hold.
 */
record SearchQuery(List<Words> wanted, List<Words> unwanted) {
  /** Beyond this a query is cut: its words are asked for in each language. */
  static final int MAX_CHARACTERS = 1_000;

  private static final Pattern WORD = Pattern.compile("-?\"[^\"]*\"?|[^\\s\"]+");

  /**
   * Some words that belong together, in their order.
   *
   * @param text fit for phraseto_tsquery
   * @param parts what stands for it too, if it is joined of parts and need not be exact
   * @param exact whether they must stand so, whatever the language makes of them
   * @param alternative the number of the alternative that they are a part of
   */
  record Words(String text, String parts, boolean exact, int alternative) {}

  /**
   * @param text in people's syntax: words, {@code "exact words"}, {@code -not}, {@code or}
   */
  static SearchQuery of(String text) {
    String plain = SearchText.normal(text, MAX_CHARACTERS).replaceAll("[“”„«»]", "\"");
    var query = new SearchQuery(new ArrayList<>(), new ArrayList<>());
    int alternative = 0;
    for (String word : WORD.matcher(plain).results().map(MatchResult::group).toList()) {
      if (word.equalsIgnoreCase("or")) {
        alternative++;
      } else if (word.startsWith("-")) {
        // each is an alternative of what must not be there
        query.unwanted.add(words(word.substring(1), query.unwanted.size()));
      } else {
        query.wanted.add(words(word, alternative));
      }
    }
    return query;
  }

  private static Words words(String word, int alternative) {
    boolean exact = word.startsWith("\"");
    return new Words(
        SearchText.prepared(word), exact ? "" : SearchText.partsOf(word), exact, alternative);
  }
}
