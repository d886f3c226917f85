package dev.postmeridian.triage;

import dev.postmeridian.mail.Link;
import dev.postmeridian.mail.MailContent;
import java.util.Locale;
import java.util.Optional;

/** Declared rules about where a mail's links lead, and what stands there in place of words. */
final class LinkEvidence {
  private static final int FEW_LETTERS = 40;

  private final MailContent content;
  private final Optional<String> from;
  private final Receiver receiver;
  private final Evidence evidence;

  private LinkEvidence(MailContent content, Receiver receiver, Evidence evidence) {
    this.content = content;
    this.receiver = receiver;
    this.from = Hosts.registeredIn(content, "From");
    this.evidence = evidence;
  }

  static void add(MailContent content, Receiver receiver, Evidence evidence) {
    var links = new LinkEvidence(content, receiver, evidence);
    for (Link link : content.links()) {
      Hosts.of(link.target()).ifPresent(host -> links.web(link, host));
      links.mail(link);
    }
    links.picture();
  }

  /** Whether a link's text names a domain that its target does not belong to. */
  static boolean misleads(Link link) {
    Optional<String> claimed = Hosts.claimedBy(link.text()).map(Hosts::registered);
    Optional<String> actual = Hosts.of(link.target()).map(Hosts::registered);
    return claimed.isPresent() && actual.isPresent() && !claimed.equals(actual);
  }

  /** Whether there is a picture with a link, and next to no text. */
  static boolean isPicture(MailContent content) {
    long letters =
        content.mail().text().chars().filter(Character::isLetter).limit(FEW_LETTERS).count();
    return letters < FEW_LETTERS
        && content.links().stream().anyMatch(link -> Hosts.of(link.target()).isPresent())
        && content.html().filter(h -> h.toLowerCase(Locale.ROOT).contains("<img")).isPresent();
  }

  private void web(Link link, String host) {
    if (receiver.owns(host)) {
      return; // people write of the pages of whom they write to
    }
    if (misleads(link)) {
      String shown = Hosts.claimedBy(link.text()).orElse("") + " -> " + host;
      double score = leaves(host) ? 2 : 1; // newsletters count clicks at home
      evidence.rule("link text names another domain than its target", shown, score);
    }
    if (Hosts.isAddress(host)) {
      evidence.rule("link to a bare IP address", host, 2);
    }
    if (Hosts.isInternational(host)) {
      evidence.rule("link to an internationalised domain", host, 1.5);
    }
    if (hidesHost(link.target())) {
      evidence.rule("link hides its host behind a user name", host, 2);
    }
    if (leaves(host)) {
      evidence.rule("link leaves the sender's domain", host, 1);
      if (OpenHosts.hasPagesOfAnybody(host)) {
        evidence.rule("link to where anybody can set up a page", host, 1);
      }
    }
  }

  private static boolean hidesHost(String url) {
    return Hosts.authority(url).contains("@");
  }

  private boolean leaves(String host) {
    return from.isPresent() && !Hosts.registered(host).equals(from.get()) && !receiver.owns(host);
  }

  /** A button that writes a mail to somebody else; an address as a text is what it says. */
  private void mail(Link link) {
    if (link.target().regionMatches(true, 0, "mailto:", 0, 7) && !link.text().contains("@")) {
      Hosts.ofAddress(link.target().substring(7).split("\\?", 2)[0])
          .filter(this::leaves)
          .ifPresent(domain -> evidence.rule("link writes to another domain", domain, 1));
    }
  }

  private void picture() {
    if (from.isPresent() && isPicture(content)) {
      evidence.rule("a picture with a link in place of a text", from.get(), 1);
    }
  }
}
