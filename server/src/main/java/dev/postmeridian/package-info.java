/** The program: one page of wiring. */
@NullMarked
package dev.postmeridian;

import org.jspecify.annotations.NullMarked;
