/** The commands that talk to regions by their HTTP API, and to nothing else. */
@NullMarked
package dev.postmeridian.cli;

import org.jspecify.annotations.NullMarked;
