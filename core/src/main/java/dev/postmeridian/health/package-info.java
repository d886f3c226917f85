/** How regions are: what each says of itself, and what the others make of its silence. */
@NullMarked
package dev.postmeridian.health;

import org.jspecify.annotations.NullMarked;
