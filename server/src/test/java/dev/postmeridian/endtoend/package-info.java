/** Tests of the whole product with real processes, as its users run it. */
@NullMarked
package dev.postmeridian.endtoend;

import org.jspecify.annotations.NullMarked;
