package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.FleetFile.MailDomain;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import dev.postmeridian.cli.FleetFile.RegionEntry;
import dev.postmeridian.config.Deployment;
import dev.postmeridian.region.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which nodes a fleet shall have, and where: those it has keep their ports, so that a later {@code
 * up} finds everything as it was.
 *
 * @param ports where new nodes go
 * @param moves whether nodes that the fleet has go there, too
 * @param nodes how many nodes each region has
 */
record FleetPlan(FleetFolder folder, Deployment deployment, Ports ports, boolean moves, int nodes) {
  private static final int MAX_DOMAINS = 1000;

  FleetPlan {
    if (nodes < 1 || nodes * deployment.regions().size() > Ports.MAX_NODES) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--nodes "
              + nodes
              + ": a fleet has 1 to "
              + Ports.MAX_NODES
              + " nodes on a machine, so write a number from 1 to "
              + Ports.MAX_NODES / deployment.regions().size()
              + " for "
              + deployment.regions().size()
              + " regions.");
    }
  }

  /** The fleet to start, given what ran here before. */
  FleetFile after(Optional<FleetFile> before, String config, String digest) {
    var regions = new ArrayList<RegionEntry>();
    for (int i = 0; i < deployment.regions().size(); i++) {
      regions.add(region(deployment.regions().get(i), i, before));
    }
    return new FleetFile(config, digest, domains(), regions);
  }

  private List<MailDomain> domains() {
    return deployment.mailboxes().byDomain().entrySet().stream()
        .map(entry -> new MailDomain(entry.getKey().value(), entry.getValue().code()))
        .sorted(Comparator.comparing(MailDomain::name))
        .limit(MAX_DOMAINS)
        .toList();
  }

  private RegionEntry region(Region region, int place, Optional<FleetFile> before) {
    var known =
        before.stream()
            .flatMap(fleet -> fleet.regions().stream())
            .filter(r -> r.name().equals(region.name().value()))
            .flatMap(r -> r.nodes().stream())
            .toList();
    var entries = new ArrayList<NodeEntry>();
    for (int number = 1; number <= nodes; number++) {
      int at = place + (number - 1) * deployment.regions().size();
      entries.add(node(region, number, at, known));
    }
    String token = RegionToken.file(folder.region(region.name()).path()).toString();
    return new RegionEntry(region.name().value(), token, entries);
  }

  private NodeEntry node(Region region, int number, int place, List<NodeEntry> known) {
    var same = known.stream().filter(node -> node.number() == number).findFirst();
    if (same.isPresent() && !moves) {
      return same.get();
    }
    var given = ports.at(place);
    var settings = Optional.ofNullable(deployment.settings().get(region.name()));
    var addresses = Ports.chosen(given, settings, number);
    var planned =
        NodeEntry.planned(
            number,
            HostPort.text(addresses.smtp()),
            HostPort.text(addresses.lmtp()),
            HostPort.text(addresses.http()),
            HostPort.text(addresses.link()));
    return same.map(node -> planned.runningAs(node.pid(), node.birth())).orElse(planned);
  }
}
