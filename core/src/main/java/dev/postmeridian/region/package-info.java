/** Regions, the countries they may process for, and the places they are. */
@NullMarked
package dev.postmeridian.region;

import org.jspecify.annotations.NullMarked;
