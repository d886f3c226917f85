/** Where one recipient's mail goes, and why. */
@NullMarked
package dev.postmeridian.routing;

import org.jspecify.annotations.NullMarked;
