/** The one way in: a recipient's route, a message's identity, its durable acceptance. */
@NullMarked
package dev.postmeridian.intake;

import org.jspecify.annotations.NullMarked;
