/** Mail that moves because the law of the deployment's file has changed. */
@NullMarked
package dev.postmeridian.handover;

import org.jspecify.annotations.NullMarked;
