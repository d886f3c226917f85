/** Whose law a mailbox lives under, and which regions may process its mail. */
@NullMarked
package dev.postmeridian.residency;

import org.jspecify.annotations.NullMarked;
