package dev.postmeridian.triage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The declared phrases of all {@linkplain Language languages}, as mail of each means them. */
final class DeclaredPhrases {
  private final Phrases<Meaning> all = new Phrases<>();
  private final Map<String, Phrases<Meaning>> byLanguage = new HashMap<>();

  DeclaredPhrases(Meaning... meanings) {
    List<Language> spaced =
        Language.all().stream().filter(language -> !language.isJoined()).toList();
    spaced.forEach(language -> byLanguage.put(language.code(), new Phrases<>()));
    for (Meaning meaning : meanings) {
      for (Language language : spaced) {
        add(meaning, language.everywhere(meaning), byLanguage.keySet());
        add(meaning, language.own(meaning), List.of(language.code()));
      }
    }
  }

  private void add(Meaning meaning, List<String> phrases, Iterable<String> languages) {
    for (String phrase : phrases) {
      all.add(meaning, phrase);
      languages.forEach(language -> of(language).add(meaning, phrase));
    }
  }

  /** Those of mail in a language; all, where it is unknown or has none of its own. */
  Phrases<Meaning> of(String language) {
    return byLanguage.getOrDefault(language, all);
  }
}
