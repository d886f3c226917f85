/** The workers that triage what was accepted. */
@NullMarked
package dev.postmeridian.work;

import org.jspecify.annotations.NullMarked;
