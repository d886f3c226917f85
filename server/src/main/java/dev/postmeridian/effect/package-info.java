/**
 * The port between what is decided and what follows from it: effects, under leases that pass on.
 */
@NullMarked
package dev.postmeridian.effect;

import org.jspecify.annotations.NullMarked;
