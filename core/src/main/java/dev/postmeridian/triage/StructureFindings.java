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
 * and today everybody has.
 */
final class StructureFindings {
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

  private void find(Reason.Kind kind, String words) {
    bag.finding(kind, words, words.hashCode() * 0x9E3779B1);
  }

  private void body() {
    ParsedMail mail = content.mail();
    find(Reason.Kind.STRUCTURE, "text length about 2^" + log2(mail.text().length()));
    for (ParsedMail.Attachment attachment : mail.attachments()) {
      find(Reason.Kind.STRUCTURE, "attachment of type " + attachment.type());
    }
    content.html().ifPresent(this::html);
    int letters = 0;
    int capitals = 0;
    int limit = Math.min(mail.text().length(), JunkFeatures.MAX_CHARS);
    for (int i = 0; i < limit; i++) {
      char c = mail.text().charAt(i);
      letters += Character.isLetter(c) ? 1 : 0;
      capitals += Character.isUpperCase(c) ? 1 : 0;
    }
    if (letters > 50) {
      find(
          Reason.Kind.STRUCTURE,
          "capital letters about " + bucket(capitals * 20 / letters * 5) + "%");
    }
  }

  private void html(String source) {
    String lower = source.toLowerCase(Locale.ROOT);
    if (lower.contains("<form")) {
      find(Reason.Kind.STRUCTURE, "a form in HTML");
    }
    if (lower.contains("<script")) {
      find(Reason.Kind.STRUCTURE, "a script in HTML");
    }
  }

  private void links() {
    Set<String> domains = new HashSet<>();
    for (Link link : content.links()) {
      Hosts.of(link.target()).map(Hosts::registered).ifPresent(domains::add);
    }
    if (domains.stream().anyMatch(Hosts::isAddress)) {
      find(Reason.Kind.LINK, "a link to a bare IP address");
    }
    if (domains.stream().anyMatch(Hosts::isInternational)) {
      find(Reason.Kind.LINK, "a link to an internationalised domain");
    }
    if (content.links().stream().anyMatch(PhishingEvidence::misleads)) {
      find(Reason.Kind.LINK, "a link whose text names another domain");
    }
  }

  private void senders() {
    var from = content.header("From").flatMap(Hosts::ofAddress).map(Hosts::registered);
    if (from.isEmpty()) {
      find(Reason.Kind.SENDER, "no sender address");
      return;
    }
    for (String field : new String[] {"Reply-To", "Message-ID"}) {
      var other = content.header(field).flatMap(Hosts::ofAddress).map(Hosts::registered);
      if (other.isPresent()) {
        boolean own = other.equals(from);
        find(Reason.Kind.SENDER, field + (own ? " of the sender's domain" : " of another domain"));
      }
    }
    String name = content.mail().from();
    int bracket = name.indexOf('<');
    if (bracket <= 0) {
      find(Reason.Kind.SENDER, "a sender without a name");
    } else if (name.substring(0, bracket).contains("@")) {
      find(Reason.Kind.SENDER, "an address as the sender's name");
    }
    if (content.header("To").filter(to -> to.contains("@")).isEmpty()) {
      find(Reason.Kind.HEADER, "no address in To");
    }
    if (content.mail().inReplyTo().isEmpty() && content.mail().references().isEmpty()) {
      find(Reason.Kind.HEADER, "no reply to an earlier message");
    } else {
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
      find(Reason.Kind.STRUCTURE, "an exclamation mark in the subject");
    }
    if (subject.chars().noneMatch(Character::isLowerCase)
        && subject.chars().filter(Character::isUpperCase).count() > 5) {
      find(Reason.Kind.STRUCTURE, "a subject in capitals");
    }
    if (subject.indexOf('$') >= 0 || subject.indexOf('€') >= 0 || subject.indexOf('%') >= 0) {
      find(Reason.Kind.STRUCTURE, "money or per cent in the subject");
    }
  }

  private static int bucket(int percent) {
    return percent <= 10 ? percent : percent <= 30 ? 20 : 50;
  }

  private static int log2(int n) {
    return 32 - Integer.numberOfLeadingZeros(n);
  }
}
