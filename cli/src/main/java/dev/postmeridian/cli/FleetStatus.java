package dev.postmeridian.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/**
 * How a fleet is, asked of every node at once.
 *
 * @param regions in the file's order
 */
public record FleetStatus(List<RegionStatus> regions) {
  public FleetStatus {
    regions = List.copyOf(regions);
  }

  /** Asks every node of the fleet. */
  public static FleetStatus of(FleetFile fleet) {
    var probe = new NodeProbe();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          fleet.regions().stream().map(r -> threads.submit(() -> region(r, probe))).toList();
      var answers = new ArrayList<RegionStatus>();
      for (Future<RegionStatus> answer : asked) {
        answers.add(answer.get());
      }
      return new FleetStatus(answers);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "Interrupted while asking the nodes.");
    }
  }

  /** What a remote region says of itself, by one of its nodes. */
  static FleetStatus remote(Endpoint endpoint, JsonNode said, String tokenFile) {
    var answer = NodeProbe.Answer.of(said);
    String http = endpoint.bases().getFirst().getAuthority();
    var node =
        new RegionStatus.NodeStatus(1, answer.state(), answer.reasons(), 0, null, null, http);
    return new FleetStatus(
        List.of(
            new RegionStatus(
                said.path("region").asString(endpoint.region()),
                answer.state(),
                null,
                null,
                http,
                tokenFile,
                List.of(node),
                answer.messages(),
                answer.warnings(),
                answer.peers(),
                answer.replication())));
  }

  /** The one table that people read: a line for each node. */
  public String table() {
    boolean several = regions.stream().anyMatch(region -> region.nodes().size() > 1);
    var table = new Table("REGION", "STATE", "SMTP", "LMTP", "HTTP, CONSOLE", "TOKEN FILE");
    for (RegionStatus region : regions) {
      for (RegionStatus.NodeStatus node : region.nodes()) {
        table.row(
            region.name() + (several ? ", node " + node.number() : ""),
            node.state(),
            Objects.requireNonNullElse(node.smtp(), "?"),
            Objects.requireNonNullElse(node.lmtp(), "?"),
            "http://" + node.http() + "/",
            node.number() == 1 ? DataFolder.shown(Path.of(region.tokenFile())) : "");
      }
    }
    return table.toString();
  }

  private static RegionStatus region(FleetFile.RegionEntry region, NodeProbe probe) {
    var nodes = new ArrayList<RegionStatus.NodeStatus>();
    var messages = RegionStatus.Messages.UNKNOWN;
    var warnings = new LinkedHashSet<String>();
    List<PeerStatus> peers = List.of();
    List<ReplicationStatus> replication = List.of();
    for (FleetFile.NodeEntry node : region.nodes()) {
      var answer = node.pid() == 0 ? NodeProbe.Answer.NONE : probe.ask(region, node);
      nodes.add(status(node, answer));
      messages = messages.or(answer.messages());
      warnings.addAll(answer.warnings());
      peers = peers.isEmpty() ? answer.peers() : peers;
      replication = replication.isEmpty() ? answer.replication() : replication;
    }
    var first = nodes.getFirst();
    return new RegionStatus(
        region.name(),
        RegionStatus.together(nodes.stream().map(RegionStatus.NodeStatus::state).toList()),
        first.smtp(),
        first.lmtp(),
        first.http(),
        region.tokenFile(),
        nodes,
        messages,
        List.copyOf(warnings),
        peers,
        replication);
  }

  private static RegionStatus.NodeStatus status(FleetFile.NodeEntry node, NodeProbe.Answer answer) {
    return new RegionStatus.NodeStatus(
        node.number(),
        answer.state(),
        answer.reasons(),
        node.pid(),
        reachable(node.smtp()),
        reachable(node.lmtp()),
        reachable(node.http()));
  }

  /** A listener on every interface is reached on the loopback one from here. */
  public static String reachable(String hostPort) {
    return hostPort
        .replaceFirst("^0\\.0\\.0\\.0:", "127.0.0.1:")
        .replaceFirst("^\\[::]:", "[::1]:");
  }
}
