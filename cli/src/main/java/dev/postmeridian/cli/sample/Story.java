package dev.postmeridian.cli.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Who writes a sample mail to whom about what.
 *
 * @param index its place in the row
 * @param subject with places for numbers still open
 * @param earlier places of the mails before it in its thread, oldest first
 */
record Story(
    int index,
    Kind kind,
    String language,
    String to,
    String person,
    String domain,
    String subject,
    Instant date,
    List<Integer> earlier) {
  Story {
    earlier = List.copyOf(earlier);
  }

  /** The same person writes again. */
  Story reply(int newIndex, Instant when) {
    var before = new ArrayList<>(earlier);
    before.add(index);
    return new Story(newIndex, kind, language, to, person, domain, subject, when, before);
  }

  /** How many mails of its thread come before it. */
  int depth() {
    return earlier.size();
  }

  /** The first mail of its thread, whose numbers all of it shares. */
  int thread() {
    return earlier.isEmpty() ? index : earlier.getFirst();
  }

  /** A sender's address that fits the person; all of them are under .example (RFC 2606). */
  String from() {
    int hash = Math.floorMod(person.hashCode(), 90) + 10;
    String local =
        switch (kind) {
          case NEWSLETTER -> "news";
          case SPAM -> "winner" + hash;
          case PHISHING -> "security-" + hash;
          default -> "contact" + hash;
        };
    return local + "@" + domain;
  }
}
