/** What a message is: verdict, queue, priority, language, needs-reply, and the reasons. */
@NullMarked
package dev.postmeridian.triage;

import org.jspecify.annotations.NullMarked;
