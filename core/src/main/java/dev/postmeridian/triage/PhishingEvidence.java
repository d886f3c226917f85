package dev.postmeridian.triage;

import dev.postmeridian.mail.Link;
import dev.postmeridian.mail.MailContent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Declared rules about links and senders that make phishing of spam. Each has a score; nothing here
 * is learned.
 */
final class PhishingEvidence {
  /** Spam with at least this much evidence is phishing. */
  static final double PHISHING = 2.5;

  private static final int SHORTEST_NAME = 3;
  private static final Set<Character.UnicodeScript> ALIKE =
      EnumSet.of(
          Character.UnicodeScript.LATIN,
          Character.UnicodeScript.GREEK,
          Character.UnicodeScript.CYRILLIC);

  private final MailContent content;
  private final Map<String, Reason> reasons = new LinkedHashMap<>();

  private PhishingEvidence(MailContent content) {
    this.content = content;
  }

  /** The same for a message whose phrases are not at hand. */
  static List<Reason> in(MailContent content) {
    return in(content, JunkPhrases.in(JunkFeatures.folded(content)));
  }

  /** What speaks for phishing, each rule at most once. */
  static List<Reason> in(MailContent content, List<JunkPhrases.Found> phrases) {
    var evidence = new PhishingEvidence(content);
    evidence.links();
    evidence.sender();
    evidence.words(phrases);
    return new ArrayList<>(evidence.reasons.values());
  }

  static double score(List<Reason> reasons) {
    return reasons.stream().mapToDouble(Reason::weight).sum();
  }

  /** Whether a link's text names a domain that its target does not belong to. */
  static boolean misleads(Link link) {
    Optional<String> claimed = Hosts.claimedBy(link.text()).map(Hosts::registered);
    Optional<String> actual = Hosts.of(link.target()).map(Hosts::registered);
    return claimed.isPresent() && actual.isPresent() && !claimed.equals(actual);
  }

  private void rule(String name, String evidence, double score) {
    reasons.putIfAbsent(
        name, new Reason(Reason.About.JUNK, Reason.Kind.RULE, name + ": " + evidence, score));
  }

  private void links() {
    Optional<String> from = domain("From");
    for (Link link : content.links()) {
      Optional<String> host = Hosts.of(link.target());
      if (host.isEmpty()) {
        continue;
      }
      if (misleads(link)) {
        rule("link text names another domain than its target", shown(link), 2);
      }
      if (Hosts.isAddress(host.get())) {
        rule("link to a bare IP address", host.get(), 2);
      }
      if (Hosts.isInternational(host.get())) {
        rule("link to an internationalised domain", host.get(), 1.5);
      }
      if (link.target()
          .substring(link.target().indexOf("://") + 3)
          .split("/", 2)[0]
          .contains("@")) {
        rule("link hides its host behind a user name", host.get(), 2);
      }
      if (from.isPresent() && !Hosts.registered(host.get()).equals(from.get())) {
        rule("link leaves the sender's domain", host.get(), 1);
      }
    }
  }

  private static String shown(Link link) {
    return Hosts.claimedBy(link.text()).orElse("") + " -> " + Hosts.of(link.target()).orElse("");
  }

  private void sender() {
    Optional<String> from = domain("From");
    if (from.isEmpty()) {
      return;
    }
    if (Hosts.isInternational(from.get())) {
      rule("sender in an internationalised domain", from.get(), 1);
    }
    if (BulkRule.in(content).isEmpty()) { // a list takes replies and bounces itself
      domain("Reply-To")
          .filter(reply -> !reply.equals(from.get()))
          .ifPresent(reply -> rule("replies go to another domain", reply, 0.75));
      domain("Return-Path")
          .filter(path -> !path.equals(from.get()))
          .ifPresent(path -> rule("bounces go to another domain", path, 0.5));
    }
    shownAddress(content)
        .filter(claimed -> !claimed.equals(from.get()))
        .ifPresent(claimed -> rule("sender's name shows an address elsewhere", claimed, 2));
    if (hasForeignName()) {
      rule("sender's name and address have no word in common", from.get(), 0.5);
    }
  }

  /** The registered domain of an address within the name of the sender. */
  static Optional<String> shownAddress(MailContent content) {
    String from = content.mail().from();
    int bracket = from.lastIndexOf('<');
    return bracket <= 0
        ? Optional.empty()
        : Hosts.ofAddress(from.substring(0, bracket)).map(Hosts::registered);
  }

  private boolean hasForeignName() {
    String from = TokenTable.fold(content.mail().from());
    int bracket = from.lastIndexOf('<');
    String address = from.substring(Math.max(0, bracket));
    boolean named = false;
    for (int at = 0; at < bracket; at++) {
      if (Phrases.startsWord(from, at)) {
        String word = from.substring(at, Phrases.wordEnd(from, at));
        named |= word.length() >= SHORTEST_NAME;
        if (word.length() >= SHORTEST_NAME && address.contains(word)) {
          return false;
        }
      }
    }
    return named;
  }

  private void words(List<JunkPhrases.Found> phrases) {
    phrases.stream()
        .filter(found -> found.kind() == JunkPhrases.Kind.CREDENTIALS)
        .findFirst()
        .ifPresent(found -> rule("threatens an account or asks for secrets", found.words(), 1.5));
    if (mixesScripts(content.mail().from())
        || mixesScripts(content.mail().subject())
        || mixesScripts(content.mail().text())) {
      rule("letters of two alphabets", "in one word", 2);
    }
  }

  /** Whether a word mixes Latin letters with those of Greek or Cyrillic that look like them. */
  static boolean mixesScripts(String text) {
    int end = Math.min(text.length(), JunkFeatures.MAX_CHARS);
    Character.UnicodeScript before = Character.UnicodeScript.COMMON;
    for (int i = 0; i < end; i++) {
      Character.UnicodeScript script = script(text.charAt(i));
      if (ALIKE.contains(before) && ALIKE.contains(script) && before != script) {
        return true;
      }
      before = script;
    }
    return false;
  }

  private static Character.UnicodeScript script(char c) {
    if (c < 128) {
      return Character.isLetter(c) ? Character.UnicodeScript.LATIN : Character.UnicodeScript.COMMON;
    }
    return Character.isLetter(c) ? Character.UnicodeScript.of(c) : Character.UnicodeScript.COMMON;
  }

  private Optional<String> domain(String field) {
    return content.header(field).flatMap(Hosts::ofAddress).map(Hosts::registered);
  }
}
