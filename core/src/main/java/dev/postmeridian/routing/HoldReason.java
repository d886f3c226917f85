package dev.postmeridian.routing;

/** Why a sender is asked to keep a mail. */
public enum HoldReason {
  /** This region may not process it, and its country lets nothing pass through other regions. */
  INGRESS_REFUSED("ingress-refused", "this region may not see this country's mail"),
  /** Every region that may process it is down or draining. */
  NO_REGION_READY("no-region-ready", "no region that may process it is ready"),
  /** A region that may process it lives, and has more waiting than it can do in time. */
  NO_ROOM("no-room", "every region that may process it has too much waiting"),
  /** It would be sealed, and nobody could open it should the key be lost. */
  KEY_NOT_ESCROWED("key-not-escrowed", "no region's key to seal it to is escrowed"),
  /** It would be sealed, and this region may not hold sealed copies of it. */
  NOT_A_HOLDER("not-a-holder", "this region may not hold sealed copies of this country's mail");

  private final String word;
  private final String sentence;

  HoldReason(String word, String sentence) {
    this.word = word;
    this.sentence = sentence;
  }

  /** The word that other programs read. */
  public String word() {
    return word;
  }

  /** Why, for people; the end of a sentence. */
  public String sentence() {
    return sentence;
  }
}
