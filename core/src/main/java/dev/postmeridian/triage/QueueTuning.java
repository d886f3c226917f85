package dev.postmeridian.triage;

/**
 * Factors on the likenesses of a mail to a queue, fitted on data.
 *
 * @param meaning on the cosine of meaning for English
 * @param meaningElsewhere the same for other languages
 * @param spelling on the likeness of spelling for English
 * @param spellingElsewhere the same for other languages, which lean on it
 * @param review the logit of no queue at all for English
 * @param reviewElsewhere the same for other languages
 */
public record QueueTuning(
    double meaning,
    double meaningElsewhere,
    double spelling,
    double spellingElsewhere,
    double review,
    double reviewElsewhere) {
  /**
   * Fitted on mails put together from one to four sentences of clinc150, banking77 and bitext, with
   * and without subject and greeting, for five to eight queues of one to four intents each and up
   * to three examples, a fifth of the mails belonging to none; the token table had seen none of the
   * sentences. For other languages on the same without descriptions and meaning, since an English
   * text without these is what a foreign one is to the table; there the likeliest were 3.2 and 1.6,
   * and these are a little sharper, for the intents were more alike than queues are. The meaning of
   * a foreign word is set by hand.
   */
  public static final QueueTuning FITTED = new QueueTuning(8, 2, 2.6, 5, 4.5, 2.5);

  /**
   * @throws IllegalArgumentException if a number is not finite
   */
  public QueueTuning {
    if (!Double.isFinite(
        meaning + meaningElsewhere + spelling + spellingElsewhere + review + reviewElsewhere)) {
      throw new IllegalArgumentException("a queue tuning's numbers must be finite");
    }
  }
}
