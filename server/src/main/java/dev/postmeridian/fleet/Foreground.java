package dev.postmeridian.fleet;

import dev.postmeridian.cli.Backoff;
import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.DataFolder;
import dev.postmeridian.cli.FleetFile;
import dev.postmeridian.cli.FleetFile.NodeEntry;
import dev.postmeridian.cli.FleetFile.RegionEntry;
import dev.postmeridian.cli.IoCause;
import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A fleet that lives as long as the terminal's command: a node that dies is started again, Ctrl-C
 * stops all of it.
 */
final class Foreground {
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
  private static final Duration HEALTHY = Duration.ofMinutes(1);

  private final FleetFolder folder;
  private final Fleet fleet;
  private final PrintWriter out;
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch stopping = new CountDownLatch(1);

  Foreground(FleetFolder folder, Fleet fleet, PrintWriter out) {
    this.folder = folder;
    this.fleet = fleet;
    this.out = out;
  }

  /** Starts a fleet. */
  interface Start {
    FleetFile run() throws InterruptedException;
  }

  /**
   * Starts the fleet and keeps every node running until Ctrl-C, which also ends the start, or until
   * {@code down} elsewhere has stopped them.
   *
   * @throws CommandFailure if the start fails; what was started goes on
   */
  void run(Start start) throws InterruptedException {
    var starter = Thread.currentThread();
    var hook = new Thread(() -> stop(starter), "stop-fleet");
    Runtime.getRuntime().addShutdownHook(hook);
    FleetFile file;
    try {
      file = start.run();
    } catch (CommandFailure e) {
      Runtime.getRuntime().removeShutdownHook(hook);
      throw e;
    } finally {
      started.countDown();
    }
    say("Running. Ctrl-C stops all regions; what they stored stays in " + folder.path() + ".");
    try (var keepers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (RegionEntry region : file.regions()) {
        region.nodes().forEach(node -> keepers.execute(() -> keep(region, node)));
      }
    }
  }

  /**
   * Starts the fleet and leaves it running. Ctrl-C before all is ready stops the nodes that this
   * start began, and no other.
   *
   * @throws CommandFailure if the start fails; what was started goes on
   */
  void startOnly(Start start) throws InterruptedException {
    var starter = Thread.currentThread();
    var hook =
        new Thread(
            () -> {
              end(starter);
              stopStarted();
            },
            "stop-started");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      start.run();
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (CommandFailure e) {
      Runtime.getRuntime().removeShutdownHook(hook);
      throw e;
    } finally {
      started.countDown();
    }
  }

  private void keep(RegionEntry region, NodeEntry node) {
    int failures = 0;
    var process = fleet.find(region, node);
    while (isOurs(region, node)) {
      long since = System.nanoTime();
      process.ifPresent(running -> running.onExit().join());
      boolean wasHealthy = System.nanoTime() - since > HEALTHY.toNanos();
      failures = wasHealthy ? 1 : failures + 1;
      if (stopsWithin(BACKOFF.after(failures))) {
        return;
      }
      process = restarted(region, node);
    }
  }

  /** Whether the record still says that this node shall run; {@code down} clears it. */
  private boolean isOurs(RegionEntry region, NodeEntry node) {
    return recorded(region, node).filter(n -> n.pid() != 0 || n.isStarting()).isPresent();
  }

  private Optional<NodeEntry> recorded(RegionEntry region, NodeEntry node) {
    return FleetFile.read(folder.path()).flatMap(file -> file.node(region.name(), node.number()));
  }

  // one at a time: file locks belong to the process
  private synchronized Optional<ProcessHandle> restarted(RegionEntry region, NodeEntry node) {
    try (var _ = folder.lock()) {
      var known = recorded(region, node);
      if (stopping.getCount() == 0 || !isOurs(region, node)) {
        return Optional.empty();
      }
      var running = known.flatMap(n -> fleet.find(region, n));
      if (running.isPresent()) {
        return running;
      }
      var file = FleetFile.read(folder.path()).orElseThrow();
      say(
          "A node of "
              + region.name()
              + " has ended; it is started again. Its last words are in "
              + folder.region(new RegionName(region.name())).nodeLog(node.number())
              + ".");
      var next = fleet.start(file, region, known.orElse(node));
      return next.node(region.name(), node.number()).flatMap(n -> fleet.find(region, n));
    } catch (CommandFailure _) {
      return Optional.empty(); // another command is starting or stopping the fleet
    } catch (IOException e) {
      say("A node of " + region.name() + " cannot be started again now: " + IoCause.inWords(e));
      return Optional.empty();
    }
  }

  private boolean stopsWithin(Duration wait) {
    try {
      return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void stop(Thread starter) {
    end(starter);
    stopAll();
  }

  /** Ends the start, if it goes on. */
  private void end(Thread starter) {
    stopping.countDown();
    try {
      if (started.getCount() > 0) {
        starter.interrupt();
        var _ = started.await(HEALTHY.toSeconds(), TimeUnit.SECONDS); // it holds the lock
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopStarted() {
    int stopped = fleet.stopStarted(this::say);
    say(
        "Interrupted before all was ready. Stopped what this command had started: "
            + stopped
            + (stopped == 1 ? " node." : " nodes.")
            + " ./postmeridian up"
            + DataFolder.option(folder.path())
            + " starts them again.");
  }

  private synchronized void stopAll() {
    say("Stopping...");
    try (var _ = folder.lock()) {
      fleet.stop(FleetFile.read(folder.path()).orElseThrow(), this::say);
      say(
          "Stopped. ./postmeridian up"
              + DataFolder.option(folder.path())
              + " finds everything as it was.");
    } catch (IOException | RuntimeException e) {
      say("Not everything could be stopped: " + e.getMessage());
    }
  }

  private void say(String text) {
    out.println(text);
    out.flush();
  }
}
