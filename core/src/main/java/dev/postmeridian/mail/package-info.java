/** Mail in the words of RFC 5321 and RFC 5322: addresses, senders, envelopes, message identity. */
@NullMarked
package dev.postmeridian.mail;

import org.jspecify.annotations.NullMarked;
