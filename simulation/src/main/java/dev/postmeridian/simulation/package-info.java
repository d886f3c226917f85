/** A seeded fleet: the core on a simulated clock, network and disk. */
@NullMarked
package dev.postmeridian.simulation;

import org.jspecify.annotations.NullMarked;
