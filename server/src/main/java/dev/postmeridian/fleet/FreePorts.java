package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import dev.postmeridian.cli.FleetFile.RegionEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sees to it before anything starts that the ports of the nodes that are to start can be listened
 * on.
 */
final class FreePorts {
  private final List<String> refused = new ArrayList<>();
  private final Set<String> remedies = new LinkedHashSet<>();

  /** Looks at the ports of a node that is to start. */
  void wanted(RegionEntry region, NodeEntry node) {
    look(region, "SMTP", node.smtp());
    look(region, "LMTP", node.lmtp());
    look(region, "HTTP", node.http());
    look(region, "the link", node.link());
  }

  /**
   * Says every port that was refused.
   *
   * @throws CommandFailure if one was
   */
  void check() {
    if (!refused.isEmpty()) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          String.join(System.lineSeparator(), refused)
              + System.lineSeparator()
              + String.join(" ", remedies)
              + " Or choose other ports with --base-port N or --base-port auto, or under 'listen' in"
              + " the deployment file. Nothing was started.");
    }
  }

  private void look(RegionEntry region, String protocol, String where) {
    PortOwner.refusal(HostPort.parse(where))
        .ifPresent(refusal -> {
          refused.add(region.name() + ": " + protocol + " " + where + " " + refusal.why() + ".");
          remedies.add(refusal.remedy());
        });
  }
}
