/** Certificates: from files that may change while we run, or made for development. */
@NullMarked
package dev.postmeridian.tls;

import org.jspecify.annotations.NullMarked;
