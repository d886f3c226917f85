/** The file that describes a deployment, read, validated and explained. */
@NullMarked
package dev.postmeridian.config;

import org.jspecify.annotations.NullMarked;
