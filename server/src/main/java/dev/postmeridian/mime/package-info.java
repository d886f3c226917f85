/** From raw bytes to the parts that people and models read. */
@NullMarked
package dev.postmeridian.mime;

import org.jspecify.annotations.NullMarked;
