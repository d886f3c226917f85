package dev.postmeridian.desk;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ended logins in memory, for tests of what stands on the port. */
public final class InMemoryEndedLogins implements EndedLogins {
  private final Set<String> ended = ConcurrentHashMap.newKeySet();

  @Override
  public void end(String actor, byte[] digest, Instant until) {
    ended.add(HexFormat.of().formatHex(digest));
  }

  @Override
  public boolean hasEnded(String actor, byte[] digest) {
    return ended.contains(HexFormat.of().formatHex(digest));
  }
}
