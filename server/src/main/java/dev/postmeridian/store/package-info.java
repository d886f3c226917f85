/** A region's PostgreSQL: the log, the content, the merged state, the jobs. */
@NullMarked
package dev.postmeridian.store;

import org.jspecify.annotations.NullMarked;
