/** Feeds at work: what they say on the wire, who pulls when, how far everybody has got. */
@NullMarked
package dev.postmeridian.feed;

import org.jspecify.annotations.NullMarked;
