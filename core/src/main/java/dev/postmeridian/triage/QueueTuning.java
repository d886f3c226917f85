package dev.postmeridian.triage;

/**
 * Factors on the likenesses of a mail to a queue, fitted on data.
 *
 * @param meaning on the cosine of meaning for English
 * @param meaningElsewhere the same for other languages
 * @param spelling on the likeness of spelling for English
 * @param spellingElsewhere the same for other languages, which lean on it
 * @param review the logit of no queue at all
 */
public record QueueTuning(
    double meaning,
    double meaningElsewhere,
    double spelling,
    double spellingElsewhere,
    double review) {
  /**
   * For English fitted on intents of clinc150 and bitext, in sets of five to ten queues with up to
   * six examples; for other languages set by hand, for want of data that may ship.
   */
  public static final QueueTuning FITTED = new QueueTuning(10, 4, 1, 7, 4);

  /**
   * @throws IllegalArgumentException if a number is not finite
   */
  public QueueTuning {
    if (!Double.isFinite(meaning + meaningElsewhere + spelling + spellingElsewhere + review)) {
      throw new IllegalArgumentException("a queue tuning's numbers must be finite");
    }
  }
}
