/** The pages that people work in. */
@NullMarked
package dev.postmeridian.console;

import org.jspecify.annotations.NullMarked;
