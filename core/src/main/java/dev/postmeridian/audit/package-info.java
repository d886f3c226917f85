/** What happened, to what, on whose authority: never what a mail says. */
@NullMarked
package dev.postmeridian.audit;

import org.jspecify.annotations.NullMarked;
