package dev.postmeridian.triage;

import java.util.Set;

/**
 * Whether the name beside an address and the address know of each other.
 *
 * @param isStranger whether there is a name, and no word of it is in the address
 * @param isStrangeOffice whether it is such a name, and one that offices have
 */
record SenderName(boolean isStranger, boolean isStrangeOffice) {
  private static final int SHORTEST_NAME = 3;

  /** What offices call themselves, and people do not. */
  private static final Set<String> OFFICES = Language.words(Meaning.OFFICE, false);

  /** Of the value of a From field. */
  static SenderName of(String value) {
    String field = TokenTable.fold(value);
    int bracket = Math.max(0, field.lastIndexOf('<'));
    String address = field.substring(bracket);
    boolean named = false;
    boolean office = false;
    for (int at = 0; at < bracket; at++) {
      if (Phrases.startsWord(field, at)) {
        String word = field.substring(at, Phrases.wordEnd(field, at));
        boolean isOffice = OFFICES.contains(word);
        boolean isName = word.length() >= SHORTEST_NAME || QueueWords.isJoined(word);
        office |= isOffice;
        named |= isName;
        if (isName && !isOffice && address.contains(word)) {
          return new SenderName(false, false);
        }
      }
    }
    return new SenderName(named, office);
  }
}
