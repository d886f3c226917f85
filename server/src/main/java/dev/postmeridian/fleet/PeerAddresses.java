package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.config.Deployment;
import dev.postmeridian.config.RegionSettings;
import dev.postmeridian.region.RegionName;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a region meets the others: at the {@code link.address} of each, else where each listens.
 *
 * @param here whose peers they are
 */
record PeerAddresses(Deployment deployment, RegionName here) {
  /**
   * What the file says, but for the regions that are given.
   *
   * @param given as {@code REGION=HOST:PORT}
   * @throws CommandFailure if one is not of that form, or of no other region
   */
  Map<RegionName, List<InetSocketAddress>> orGiven(List<String> given) {
    var addresses = new HashMap<RegionName, List<InetSocketAddress>>();
    given.forEach(
        text -> addresses.computeIfAbsent(region(text), _ -> new ArrayList<>()).add(address(text)));
    for (int place = 0; place < deployment.regions().size(); place++) {
      var name = deployment.regions().get(place).name();
      if (!name.equals(here)) {
        addresses.putIfAbsent(name, List.of(ofFile(name, place)));
      }
    }
    return addresses;
  }

  private InetSocketAddress ofFile(RegionName name, int place) {
    var settings = Optional.ofNullable(deployment.settings().get(name));
    return settings
        .map(RegionSettings::peering)
        .flatMap(RegionSettings.Peering::address)
        .orElseGet(() -> Ports.chosen(new Ports.Standard().at(place), settings, 1).link());
  }

  private RegionName region(String given) {
    String name = given.substring(0, Math.max(0, given.indexOf('=')));
    return deployment.regions().stream()
        .map(region -> region.name())
        .filter(region -> region.value().equals(name) && !region.equals(here))
        .findFirst()
        .orElseThrow(() -> misused(given));
  }

  private static InetSocketAddress address(String given) {
    try {
      return HostPort.parse(given.substring(given.indexOf('=') + 1));
    } catch (IllegalArgumentException _) {
      throw misused(given);
    }
  }

  private static CommandFailure misused(String given) {
    return new CommandFailure(
        ExitCode.USAGE,
        "--peer '" + given + "' names no other region and its address. Write eu-west-1=host:port.");
  }
}
