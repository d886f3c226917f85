/**
 * Sealed copies: mail that only a lawful region can open, the keys it is sealed to, who holds it.
 */
@NullMarked
package dev.postmeridian.sealing;

import org.jspecify.annotations.NullMarked;
