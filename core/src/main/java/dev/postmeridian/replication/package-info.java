/** How the log of one region reaches the others that may have it: feeds, what they take, resync. */
@NullMarked
package dev.postmeridian.replication;

import org.jspecify.annotations.NullMarked;
