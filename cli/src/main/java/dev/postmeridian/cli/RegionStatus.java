package dev.postmeridian.cli;

import java.util.List;

/**
 * A region as its nodes report it. The names are what {@code status --json} prints.
 *
 * @param state ready, degraded, draining or down
 * @param smtp host:port of its first node, as the next two
 */
public record RegionStatus(
    String name,
    String state,
    String smtp,
    String lmtp,
    String http,
    String tokenFile,
    List<NodeStatus> nodes,
    Messages messages) {
  /** The region takes mail and triages it. */
  public static final String READY = "ready";

  /** Something is missing, yet it works. */
  public static final String DEGRADED = "degraded";

  /** It finishes what it has and takes no more. */
  public static final String DRAINING = "draining";

  /** No node answers. */
  public static final String DOWN = "down";

  public RegionStatus {
    nodes = List.copyOf(nodes);
  }

  /** One node. */
  public record NodeStatus(
      int number, String state, long pid, String smtp, String lmtp, String http) {}

  /** Messages by state; zero where no node answers. */
  public record Messages(long accepted, long triaged, long quarantined) {
    /** Nothing known. */
    public static final Messages NONE = new Messages(0, 0, 0);
  }

  /** The state of a region whose nodes have these. */
  public static String together(List<String> states) {
    if (states.stream().allMatch(READY::equals)) {
      return states.isEmpty() ? DOWN : READY;
    }
    if (states.stream().allMatch(DOWN::equals)) {
      return DOWN;
    }
    boolean takesMail = states.stream().anyMatch(s -> s.equals(READY) || s.equals(DEGRADED));
    return takesMail ? DEGRADED : DRAINING;
  }
}
