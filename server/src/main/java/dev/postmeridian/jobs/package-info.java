/** The port between workers and the store: what is to be done, under leases that pass on. */
@NullMarked
package dev.postmeridian.jobs;

import org.jspecify.annotations.NullMarked;
