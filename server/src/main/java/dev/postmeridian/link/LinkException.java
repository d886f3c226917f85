package dev.postmeridian.link;

import dev.postmeridian.region.RegionName;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An exchange with a peer failed; the message says how, without content. */
public final class LinkException extends IOException {
  LinkException(RegionName peer, String what, @Nullable Throwable cause) {
    super("the exchange with " + peer + " failed: " + what, cause);
  }
}
