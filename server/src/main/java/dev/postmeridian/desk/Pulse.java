package dev.postmeridian.desk;

/**
 * A region's messages by state.
 *
 * @param accepted every message ever accepted and not erased, whatever became of it
 * @param position grows with every change: equal positions mean that nothing has changed
 */
public record Pulse(long accepted, long triaged, long quarantined, long position) {}
