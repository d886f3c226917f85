package dev.postmeridian.intake;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.RegionName;

/** What became of one recipient's copy of a mail. */
public sealed interface Outcome {
  /** It is durable here, from now on or from before. */
  record Kept(MessageId id, boolean duplicate) implements Outcome {}

  /** It is durable here, sealed to a region that may read it and gets it when it is back. */
  record Sealed(RegionName to) implements Outcome {}

  /** The store cannot take it now: the sender should bring it again. */
  record Unavailable() implements Outcome {}

  /**
   * It goes in circles: it has passed more hops than any mail should.
   *
   * @param hops the {@code Received} header fields it carries
   */
  record Looping(int hops) implements Outcome {}
}
