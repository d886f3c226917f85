package dev.postmeridian.triage;

import dev.postmeridian.mail.Link;
import dev.postmeridian.mail.MailContent;
import dev.postmeridian.mail.ParsedMail;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Findings about how a message is built: links, senders, the look of its subject and text.
 *
 * <p>What tells an era rather than junk is left out: in 2002 junk had HTML, images and many links,
 * and today everybody has; it lacked names of senders, and today it has them. So is what tells one
 * site's mail: lengths, Message-IDs, who gets replies.
 */
final class StructureFindings {
  private static final String CAPITALS = "a fifth and more of the letters capitals";
  private static final String EXCLAIMED_SUBJECT = "an exclamation mark in the subject";
  private static final String CAPITAL_SUBJECT = "a subject in capitals";
  private static final Set<String> SHOUTING = Set.of(CAPITALS, EXCLAIMED_SUBJECT, CAPITAL_SUBJECT);

  private static final int MANY_DOTS = 4;
  private static final int MANY_DIGITS = 3;

  private final MailContent content;
  private final FeatureBag bag;

  private StructureFindings(MailContent content, FeatureBag bag) {
    this.content = content;
    this.bag = bag;
  }

  static void add(MailContent content, FeatureBag bag) {
    if (content.headers().isEmpty()) {
      return; // a text without a header has no structure to judge
    }
    var findings = new StructureFindings(content, bag);
    findings.body();
    findings.links();
    findings.senders();
    findings.subject();
  }

  /** Whether a finding tells only how loud a mail is. */
  static boolean isShouting(Reason.Kind kind, String words) {
    return kind == Reason.Kind.STRUCTURE && SHOUTING.contains(words);
  }

  private void find(Reason.Kind kind, String words) {
    bag.finding(kind, words, words.hashCode() * 0x9E3779B1);
  }

  private void body() {
    ParsedMail mail = content.mail();
    content.html().ifPresent(this::html);
    int letters = 0;
    int capitals = 0;
    int limit = Math.min(mail.text().length(), JunkFeatures.MAX_CHARS);
    for (int i = 0; i < limit; i++) {
      char c = mail.text().charAt(i);
      letters += Character.isLetter(c) ? 1 : 0;
      capitals += Character.isUpperCase(c) ? 1 : 0;
    }
    if (letters > 50 && capitals * 5 > letters) {
      find(Reason.Kind.STRUCTURE, CAPITALS);
    }
  }

  private void html(String source) {
    String lower = source.toLowerCase(Locale.ROOT);
    if (lower.contains("<form")) {
      find(Reason.Kind.STRUCTURE, "a form in HTML");
    }
    if (LinkEvidence.isPicture(content)) {
      find(Reason.Kind.STRUCTURE, "a picture with a link in place of a text");
    }
  }

  private void links() {
    Set<String> hosts = new HashSet<>();
    Set<String> domains = new HashSet<>();
    for (Link link : content.links()) {
      Hosts.of(link.target())
          .ifPresent(host -> {
            hosts.add(host);
            domains.add(Hosts.registered(host));
          });
    }
    if (domains.stream().anyMatch(Hosts::isAddress)) {
      find(Reason.Kind.LINK, "a link to a bare IP address");
    }
    if (domains.stream().anyMatch(Hosts::isInternational)) {
      find(Reason.Kind.LINK, "a link to an internationalised domain");
    }
    if (domains.stream().anyMatch(StructureFindings::isNumbered)) {
      find(Reason.Kind.LINK, "a link to a domain with many digits");
    }
    if (hosts.stream().anyMatch(host -> host.chars().filter(c -> c == '.').count() >= MANY_DOTS)) {
      find(Reason.Kind.LINK, "a link to a host name of many parts");
    }
    if (content.links().stream().anyMatch(LinkEvidence::misleads)) {
      find(Reason.Kind.LINK, "a link whose text names another domain");
    }
  }

  private void senders() {
    var from = Hosts.registeredIn(content, "From");
    if (from.isEmpty()) {
      find(Reason.Kind.SENDER, "no sender address");
      return;
    }
    if (isNumbered(from.get())) {
      find(Reason.Kind.SENDER, "a sender's domain with many digits");
    }
    if (SenderEvidence.shownAddress(content).isPresent()) {
      find(Reason.Kind.SENDER, "an address as the sender's name");
    }
    if (content.header("To").filter(to -> to.contains("@")).isEmpty()) {
      find(Reason.Kind.HEADER, "no address in To");
    }
    if (!content.mail().inReplyTo().isEmpty() || !content.mail().references().isEmpty()) {
      find(Reason.Kind.HEADER, "a reply to an earlier message");
    }
  }

  private void subject() {
    String subject = content.mail().subject();
    if (subject.isBlank()) {
      find(Reason.Kind.STRUCTURE, "no subject");
      return;
    }
    if (subject.indexOf('!') >= 0) {
      find(Reason.Kind.STRUCTURE, EXCLAIMED_SUBJECT);
    }
    if (subject.chars().noneMatch(Character::isLowerCase)
        && subject.chars().filter(Character::isUpperCase).count() > 5) {
      find(Reason.Kind.STRUCTURE, CAPITAL_SUBJECT);
    }
    if (subject.indexOf('$') >= 0 || subject.indexOf('€') >= 0 || subject.indexOf('%') >= 0) {
      find(Reason.Kind.STRUCTURE, "money or per cent in the subject");
    }
  }

  private static boolean isNumbered(String domain) {
    return !Hosts.isAddress(domain)
        && domain.chars().filter(c -> c >= '0' && c <= '9').count() >= MANY_DIGITS;
  }
}
