package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import dev.postmeridian.cli.FleetFile.RegionEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it before anything starts that nobody else has the ports of the nodes that are to start.
 */
final class FreePorts {
  private final List<String> taken = new ArrayList<>();

  /** Looks at the ports of a node that is to start. */
  void wanted(RegionEntry region, NodeEntry node) {
    look(region, "SMTP", node.smtp()).ifPresent(taken::add);
    look(region, "LMTP", node.lmtp()).ifPresent(taken::add);
    look(region, "HTTP", node.http()).ifPresent(taken::add);
  }

  /**
   * Says every port that was taken.
   *
   * @throws CommandFailure if one was
   */
  void check() {
    if (!taken.isEmpty()) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          String.join(System.lineSeparator(), taken)
              + System.lineSeparator()
              + "Stop what listens there, choose other ports with --base-port N or --base-port auto,"
              + " or name them under 'listen' in the deployment file. Nothing was started.");
    }
  }

  private static Optional<String> look(RegionEntry region, String protocol, String where) {
    return PortOwner.refusal(HostPort.parse(where))
        .map(why -> region.name() + ": " + protocol + " " + where + " " + why + ".");
  }
}
