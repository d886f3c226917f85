package dev.postmeridian.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A region as its nodes report it. The names are what {@code status --json} prints.
 *
 * @param state ready, degraded, draining or down
 * @param smtp host:port of its first node, as the next two; null of a remote region, which tells
 *     its HTTP API only, as the next
 * @param warnings what works now and would be missed: in words, with what to do
 * @param peers how it sees the other regions, as the first of its nodes that knows tells; so the
 *     next
 * @param replication what its peers lack of its log
 */
public record RegionStatus(
    String name,
    String state,
    @Nullable String smtp,
    @Nullable String lmtp,
    String http,
    String tokenFile,
    List<NodeStatus> nodes,
    Messages messages,
    List<String> warnings,
    List<PeerStatus> peers,
    List<ReplicationStatus> replication) {
  /** The region takes mail and triages it. */
  public static final String READY = "ready";

  /** Something is missing, yet it works. */
  public static final String DEGRADED = "degraded";

  /** It finishes what it has and takes no more. */
  public static final String DRAINING = "draining";

  /** No node answers, or its database does not. */
  public static final String DOWN = "down";

  public RegionStatus {
    nodes = List.copyOf(nodes);
    warnings = List.copyOf(warnings);
    peers = List.copyOf(peers);
    replication = List.copyOf(replication);
  }

  /**
   * One node.
   *
   * @param reasons why it is not ready, in words
   */
  public record NodeStatus(
      int number,
      String state,
      List<String> reasons,
      long pid,
      @Nullable String smtp,
      @Nullable String lmtp,
      String http) {
    static final String NO_ANSWER = "it does not answer";

    public NodeStatus {
      reasons = List.copyOf(reasons);
    }

    /** Whether it says itself how it is. */
    boolean answers() {
      return !reasons.contains(NO_ANSWER);
    }
  }

  /** Messages by state; null where no node tells. */
  public record Messages(
      @Nullable Long accepted, @Nullable Long triaged, @Nullable Long quarantined) {
    /** Nothing known. */
    public static final Messages UNKNOWN = new Messages(null, null, null);

    /** The later of two answers of nodes that share a database. */
    Messages or(Messages other) {
      if (accepted == null || other.accepted == null) {
        return accepted == null ? other : this;
      }
      return accepted >= other.accepted ? this : other;
    }
  }

  /** The nodes that do not do their work. */
  public List<NodeStatus> missing() {
    return nodes.stream().filter(node -> !node.state().equals(READY)).toList();
  }

  /** Whether a node does not even say what is wrong with it. */
  boolean hasSilentNode() {
    return nodes.stream().anyMatch(node -> !node.answers());
  }

  /** How many nodes do their work, or some of it. */
  long up() {
    return nodes.stream().filter(node -> !node.state().equals(DOWN)).count();
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
