package dev.postmeridian.fleet;

import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import dev.postmeridian.cli.FleetFile.RegionEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A fleet that lives as long as the terminal's command: Ctrl-C stops all of it. */
final class Foreground {
  private final FleetFolder folder;
  private final Fleet fleet;
  private final FleetFile file;
  private final PrintWriter out;
  private final AtomicBoolean stopping = new AtomicBoolean();

  Foreground(FleetFolder folder, Fleet fleet, FleetFile file, PrintWriter out) {
    this.folder = folder;
    this.fleet = fleet;
    this.file = file;
    this.out = out;
  }

  /** Waits for Ctrl-C, or until every node has ended otherwise. */
  void untilStopped() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-fleet"));
    say("Running. Ctrl-C stops all regions; what they stored stays in " + folder.path() + ".");
    var ends = new ArrayList<CompletableFuture<Void>>();
    for (RegionEntry region : file.regions()) {
      for (NodeEntry node : region.nodes()) {
        fleet
            .find(region, node)
            .ifPresent(p -> ends.add(p.onExit().thenAccept(_ -> ended(region.name()))));
      }
    }
    ends.forEach(CompletableFuture::join);
  }

  private void ended(String region) {
    if (!stopping.get()) {
      say("A node of " + region + " has ended. In another terminal, run up again to restart it.");
    }
  }

  private void stop() {
    stopping.set(true);
    say("Stopping...");
    try (var _ = folder.lock()) {
      var newest = FleetFile.read(folder.path()).orElse(file);
      fleet.stop(newest, this::say);
      say("Stopped. ./postmeridian up finds everything as it was.");
    } catch (IOException | RuntimeException e) {
      say("Not everything could be stopped: " + e.getMessage());
    }
  }

  private void say(String text) {
    out.println(text);
    out.flush();
  }
}
