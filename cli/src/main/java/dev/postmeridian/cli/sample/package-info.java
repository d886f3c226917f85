/** Mail made up from parts, so that the first minute shows something: nobody's real mail. */
@NullMarked
package dev.postmeridian.cli.sample;

import org.jspecify.annotations.NullMarked;
