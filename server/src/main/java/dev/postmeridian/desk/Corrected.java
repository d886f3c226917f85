package dev.postmeridian.desk;

import dev.postmeridian.change.Stamp;
import java.util.Optional;

/**
 * What a person's word did to a message.
 *
 * @param before the message when they spoke
 * @param after the message since
 * @param stamp of what was written, by which it can be undone; empty if nothing was, because it
 *     stood already or because a newer word stands
 */
public record Corrected(MessageView before, MessageView after, Optional<Stamp> stamp) {}
