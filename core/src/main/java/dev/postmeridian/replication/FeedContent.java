package dev.postmeridian.replication;

/**
 * A message's raw bytes, which travel with its acceptance. The array belongs to whoever holds this.
 *
 * @param trace our own trace header, which stands before them
 */
@SuppressWarnings("ArrayRecordComponent")
public record FeedContent(String trace, byte[] raw) {}
