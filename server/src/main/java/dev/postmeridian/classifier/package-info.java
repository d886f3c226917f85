/** Models: their features, weights, training and files. */
@NullMarked
package dev.postmeridian.classifier;

import org.jspecify.annotations.NullMarked;
