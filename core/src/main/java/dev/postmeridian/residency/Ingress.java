package dev.postmeridian.residency;

/** What a region that may not process a country's mail does when a sender brings it there. */
public enum Ingress {
  /** It lets the bytes pass through its memory to a lawful region. */
  RELAY,
  /** It answers 451 at RCPT: not even its memory may see the mail. */
  REFUSE
}
