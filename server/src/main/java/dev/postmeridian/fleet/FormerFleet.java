package dev.postmeridian.fleet;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.DataFolder;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import dev.postmeridian.cli.FleetFile.RegionEntry;
import dev.postmeridian.config.ConfigOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a data folder ran before, which a later {@code up} goes on with.
 *
 * @param file empty if it never ran any
 */
record FormerFleet(FleetFolder folder, Fleet fleet, Optional<FleetFile> file) {
  static FormerFleet of(FleetFolder folder, Fleet fleet) throws IOException {
    return new FormerFleet(folder, fleet, FleetFile.read(folder.path()));
  }

  /** Nodes per region: up finds everything as it was. */
  int nodes() {
    return file.stream()
        .flatMap(f -> f.regions().stream())
        .mapToInt(region -> region.nodes().size())
        .max()
        .orElse(1);
  }

  /**
   * Without --config, a fleet that runs goes on with the file it was started with; one that does
   * not run prefers the current folder's.
   */
  Path config(ConfigOption option) {
    var known = file.map(FleetFile::config).map(Path::of).filter(Files::exists);
    return option
        .named()
        .or(() -> known.filter(_ -> file.filter(fleet::isRunning).isPresent()))
        .or(option::here)
        .or(() -> known)
        .orElseGet(folder::sampleConfig);
  }

  /** What runs is never forgotten, nor moved to other ports, by a later up. */
  void refuseToLeaveOut(FleetFile plan) {
    for (RegionEntry region : file.map(FleetFile::regions).orElse(List.of())) {
      for (NodeEntry node : region.nodes()) {
        boolean stays = plan.node(region.name(), node.number()).filter(node::equals).isPresent();
        if (!stays && fleet.find(region, node).isPresent()) {
          throw new CommandFailure(
              ExitCode.UNAVAILABLE,
              NodeEntry.named(node.number(), region.name())
                  + " runs at "
                  + node.http()
                  + ", and these options would leave it out or move it. Stop the fleet first"
                  + " (./postmeridian down"
                  + DataFolder.option(folder.path())
                  + "), then start it with them. Nothing was changed.");
        }
      }
    }
  }

  /** What runs is not given another description. */
  void refuseAnother(ConfigFile wanted) {
    if (file.filter(fleet::isRunning)
        .filter(f -> !f.digest().equals(wanted.digest()))
        .isPresent()) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          folder.path()
              + " is in use by a fleet that runs "
              + file.get().config()
              + " as it was when it started. Stop it first (./postmeridian down"
              + DataFolder.option(folder.path())
              + "), or choose another folder with --data. Nothing was changed.");
    }
  }
}
