/**
 * How regions talk: HTTP/2 over TLS 1.3 with certificates on both sides. {@link
 * dev.postmeridian.link.Link} alone opens sockets between regions, and takes a clearance for each
 * exchange.
 */
@NullMarked
package dev.postmeridian.link;

import org.jspecify.annotations.NullMarked;
