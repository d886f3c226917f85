package dev.postmeridian.triage;

import dev.postmeridian.mail.MailContent;
import java.util.Optional;
import java.util.Set;

/** Declared rules about who a mail says it is from, and whether that holds together. */
final class SenderEvidence {
  private final MailContent content;
  private final String from;
  private final Evidence evidence;

  private SenderEvidence(MailContent content, String from, Evidence evidence) {
    this.content = content;
    this.from = from;
    this.evidence = evidence;
  }

  static void add(MailContent content, Receiver receiver, Evidence evidence) {
    Optional<String> from = Hosts.registeredIn(content, "From");
    if (from.isPresent()) {
      var sender = new SenderEvidence(content, from.get(), evidence);
      sender.domains();
      sender.name();
      sender.authentication(receiver.trusted());
    } else if (content.header("From").isPresent()) {
      evidence.rule("a sender without an address", "From", 1.5);
    }
  }

  private void domains() {
    if (Hosts.isInternational(from)) {
      evidence.rule("sender in an internationalised domain", from, 1);
    }
    if (OpenHosts.hasPagesOfAnybody(from)) {
      evidence.rule("sender where anybody can set up a host", from, 1);
    }
    if (BulkRule.in(content).isPresent()) {
      return; // a list takes replies and bounces itself
    }
    elsewhere("Reply-To")
        .ifPresent(reply -> {
          evidence.rule("replies go to another domain", reply, 0.75);
          if (OpenHosts.hasMailboxesOfAnybody(reply) && !OpenHosts.hasMailboxesOfAnybody(from)) {
            evidence.rule("replies to a company go to a free mailbox", reply, 1);
          }
        });
    elsewhere("Return-Path")
        .ifPresent(
            path -> evidence.rule("undeliverable mail goes back to another domain", path, 0.5));
  }

  private Optional<String> elsewhere(String field) {
    return Hosts.registeredIn(content, field).filter(domain -> !domain.equals(from));
  }

  private void name() {
    shownAddress(content)
        .filter(claimed -> !claimed.equals(from))
        .ifPresent(
            claimed -> evidence.rule("sender's name shows an address elsewhere", claimed, 2));
    SenderName name = SenderName.of(content.mail().from());
    if (name.isStranger()) {
      evidence.rule("sender's name and address have no word in common", from, 0.5);
    }
    if (name.isStrangeOffice()) {
      evidence.rule("an office's name, and not its address", from, 1);
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

  /** What the receiving mail servers found. A list changes what it sends on. */
  private void authentication(Set<String> trusted) {
    if (content.header("List-Post").isPresent()) {
      return;
    }
    var results = AuthenticationResults.of(content, trusted);
    if (results.isDisowned()) {
      evidence.rule("the sender's domain disowns it", "dmarc=fail", 2);
    } else if (results.isUnvouched()) {
      evidence.rule("nothing vouches for its sender", "neither SPF nor DKIM", 1.5);
    }
  }
}
