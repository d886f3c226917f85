/** What people do with triaged mail: list it, read it, search it, correct it. */
@NullMarked
package dev.postmeridian.desk;

import org.jspecify.annotations.NullMarked;
