/** Delivers what follows from decisions: webhooks and forwarded mail. */
@NullMarked
package dev.postmeridian.outbox;

import org.jspecify.annotations.NullMarked;
