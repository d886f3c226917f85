package dev.postmeridian.intake;

/**
 * What one process takes in, whatever the protocol.
 *
 * @param messageBytes the largest mail; larger is refused with 552 5.3.4 (HTTP 413)
 * @param inFlightBytes room for mails that have begun to arrive and are not yet stored, all
 *     together; one client gets at most half of it, or one mail of the largest size; beyond it 452
 *     4.3.1 (HTTP 503)
 * @param receivedFields the most {@code Received} header fields a mail may carry (RFC 5321, section
 *     6.3); beyond it 554 5.4.6 (HTTP 422)
 */
public record IntakeLimits(int messageBytes, long inFlightBytes, int receivedFields) {
  /** 25 MiB a mail, 32 MiB in flight, 100 hops: what a node of 176 MiB can bear. */
  public static final IntakeLimits DEFAULT = new IntakeLimits(25 << 20, 32L << 20, 100);

  /**
   * @throws IllegalArgumentException if a limit is not positive, or one mail exceeds the room for
   *     all
   */
  public IntakeLimits {
    if (messageBytes < 1024 || messageBytes > 1 << 30) {
      throw new IllegalArgumentException(
          "message_size must be 1 KiB to 1 GiB, not " + messageBytes + " bytes");
    }
    if (inFlightBytes < messageBytes) {
      throw new IllegalArgumentException("in_flight must be at least message_size");
    }
    if (receivedFields < 1) {
      throw new IllegalArgumentException("received_fields must be positive");
    }
  }
}
