/** Mail in by SMTP (RFC 5321) and LMTP (RFC 2033). */
@NullMarked
package dev.postmeridian.smtp;

import org.jspecify.annotations.NullMarked;
