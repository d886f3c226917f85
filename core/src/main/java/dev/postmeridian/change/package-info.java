/** The append-only log of changes, its clock, and the merge that makes state of it. */
@NullMarked
package dev.postmeridian.change;

import org.jspecify.annotations.NullMarked;
