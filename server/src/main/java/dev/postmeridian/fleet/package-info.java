/** The regions of one machine as processes: started, watched, stopped. */
@NullMarked
package dev.postmeridian.fleet;

import org.jspecify.annotations.NullMarked;
