package dev.postmeridian.cli.sample;

import java.util.Locale;

/** What a sample mail is about. */
enum Kind {
  OUTAGE("support", 14),
  INVOICE("billing", 16),
  ORDER("orders", 16),
  APPLICATION("jobs", 8),
  LEGAL("legal", 7),
  THANKS("hello", 9),
  NEWSLETTER("info", 9),
  SPAM("info", 9),
  PHISHING("info", 6),
  OUT_OF_OFFICE("support", 6);

  private final String localPart;
  private final int weight;

  Kind(String localPart, int weight) {
    this.localPart = localPart;
    this.weight = weight;
  }

  /** Whom people write to about it. */
  String localPart() {
    return localPart;
  }

  /** Its share among a hundred mails. */
  int weight() {
    return weight;
  }

  /** Its key among the parts. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether somebody would go on with the conversation. */
  boolean hasReplies() {
    return this != NEWSLETTER && this != SPAM && this != PHISHING && this != OUT_OF_OFFICE;
  }
}
