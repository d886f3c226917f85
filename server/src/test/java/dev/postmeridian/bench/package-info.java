/** Programs that the scripts in build/ measure; no tests. */
@NullMarked
package dev.postmeridian.bench;

import org.jspecify.annotations.NullMarked;
