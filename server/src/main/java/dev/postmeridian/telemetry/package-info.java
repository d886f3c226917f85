/** What a region tells of itself: metrics and logs, never content. */
@NullMarked
package dev.postmeridian.telemetry;

import org.jspecify.annotations.NullMarked;
