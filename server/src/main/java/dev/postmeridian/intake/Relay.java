package dev.postmeridian.intake;

import java.util.List;

/** The way of a mail through this region's memory to one that may process it. */
@FunctionalInterface
public interface Relay {
  /** There is no other region. */
  Relay NONE =
      (_, _) -> {
        throw new IllegalStateException("a region alone has nowhere to relay mail to");
      };

  /**
   * Begins to pass a mail on; close the passage when the mail is dealt with.
   *
   * @param recipients one or more, all relayed to the same region
   */
  Passage open(Arrival arrival, List<Recipient.Relayed> recipients);

  /**
   * One mail on its way. Nothing of it is kept here, and the other region stores it only once it
   * has all of it: closed before {@link #finish}, it was never sent. Used by one thread.
   */
  interface Passage extends DataSink, AutoCloseable {
    /**
     * The mail is whole; waits for what the other region says.
     *
     * @return an outcome for each recipient, in the same order
     */
    List<Outcome> finish();

    @Override
    void close();
  }
}
