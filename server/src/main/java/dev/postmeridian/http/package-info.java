/** A region's HTTP API: mail in, messages, corrections, health, metrics. */
@NullMarked
package dev.postmeridian.http;

import org.jspecify.annotations.NullMarked;
