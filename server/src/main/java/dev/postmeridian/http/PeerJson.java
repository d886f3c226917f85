package dev.postmeridian.http;

import org.jspecify.annotations.Nullable;

/**
 * How this region sees another, as the API tells it.
 *
 * @param since when it became so, RFC 3339
 * @param reason why it is not ready, in words
 * @param roundTripMs over the link; null while it is down, as the next two while it is not heard
 * @param utilisation accepted mails a minute over its capacity
 * @param queueDelaySeconds how long its oldest mail waits for a decision
 * @param linkErrors exchanges with it that failed since this node started
 */
public record PeerJson(
    String region,
    String state,
    String since,
    @Nullable String reason,
    @Nullable Double roundTripMs,
    @Nullable Double utilisation,
    @Nullable Double queueDelaySeconds,
    long linkErrors) {}
