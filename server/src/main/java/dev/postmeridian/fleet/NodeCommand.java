package dev.postmeridian.fleet;

import static java.util.stream.Collectors.toMap;

import dev.postmeridian.cli.CommandFailure;
import dev.postmeridian.cli.DataOption;
import dev.postmeridian.cli.ExitCode;
import dev.postmeridian.cli.IoCause;
import dev.postmeridian.config.Deployment;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one node of one region, in this process. */
@Command(
    name = "node",
    description = "Runs one node of one region in this process, until it gets SIGTERM.",
    footer = {
      "",
      "Listeners are those of the options, else of the region's 'listen' in the file, else the",
      "standard ports (up --help). Nodes with the same --data and --region share the region's work;",
      "with a 'database' in the file, nodes on several machines do.",
      "",
      "Example:",
      "  ./postmeridian node --region eu-west-1 --config postmeridian.yaml --data /srv/mail"
    })
public final class NodeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(NodeCommand.class);

  @Option(names = "--region", required = true, paramLabel = "NAME", description = "The region.")
  private String region = "";

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The deployment file.")
  private Path config = Path.of("postmeridian.yaml");

  @Mixin private DataOption data;

  @Option(
      names = "--number",
      paramLabel = "N",
      description = "Which of the region's nodes, from 1.")
  private int number = 1;

  @Option(names = "--smtp", paramLabel = "HOST:PORT", description = "Where SMTP listens.")
  private Optional<String> smtp = Optional.empty();

  @Option(names = "--lmtp", paramLabel = "HOST:PORT", description = "Where LMTP listens.")
  private Optional<String> lmtp = Optional.empty();

  @Option(names = "--http", paramLabel = "HOST:PORT", description = "Where HTTP listens.")
  private Optional<String> http = Optional.empty();

  @Option(
      names = "--link",
      paramLabel = "HOST:PORT",
      description = "Where other regions reach this node.")
  private Optional<String> link = Optional.empty();

  @Option(
      names = "--peer",
      paramLabel = "REGION=HOST:PORT",
      description =
          "Where a node of another region is reached, instead of what the file says; once for each.")
  private List<String> peers = List.of();

  @Option(
      names = "--latency",
      description =
          "Reach other regions as slowly as real ones of their names, for tests (up --help).")
  private boolean latency;

  @Option(names = "--until-ready", hidden = true, description = "Stop as soon as it is ready.")
  private boolean untilReady;

  @Spec private CommandSpec spec;

  private final NodeStarter starter;

  /**
   * @param starter how a node is started
   */
  public NodeCommand(NodeStarter starter) {
    this.starter = starter;
  }

  @Override
  public Integer call() throws InterruptedException {
    var node = new CompletableFuture<Optional<AutoCloseable>>();
    var stopped = new CountDownLatch(1);
    // before the start: who asks a starting node to stop gets all of it stopped, its database too
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  node.join().ifPresent(this::close);
                  stopped.countDown();
                },
                "stop-node"));
    try {
      var settings = settings(ConfigFile.read(config).deployment());
      node.complete(Optional.of(started(settings)));
      LOG.info(
          "{} is ready: SMTP {}, LMTP {}, HTTP {}, process {}",
          region,
          text(settings.smtp()),
          text(settings.lmtp()),
          text(settings.http()),
          ProcessHandle.current().pid());
    } finally {
      node.complete(Optional.empty());
    }
    if (!untilReady) {
      stopped.await();
    }
    return ExitCode.OK;
  }

  private AutoCloseable started(NodeSettings settings) {
    try {
      NodeHeap.check(settings.deployment().limits().intake(), Runtime.getRuntime().maxMemory());
      var folder = new RegionFolder(settings.folder());
      folder.prepare();
      var alone = folder.lockNode(number);
      refuseTaken("SMTP", settings.smtp());
      refuseTaken("LMTP", settings.lmtp());
      refuseTaken("HTTP", settings.http());
      refuseTaken("link", settings.link());
      var node = starter.start(settings);
      return () -> {
        try (alone) {
          node.close();
        }
      };
    } catch (CommandFailure e) {
      throw e;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.CANNOT_WRITE,
          "The node of "
              + region
              + " cannot start: "
              + IoCause.inWords(e)
              + " ("
              + settings.folder()
              + ")");
    } catch (RuntimeException e) {
      boolean isFull = DiskRoom.isFull(settings.folder());
      throw new CommandFailure(
          isFull ? ExitCode.CANNOT_WRITE : ExitCode.FAILED,
          "The node of "
              + region
              + " cannot start: "
              + Optional.ofNullable(e.getMessage()).orElse(e.toString())
              + (isFull ? " The disk of " + settings.folder() + " is full: free some space." : ""));
    }
  }

  /** Says before a database is started who has a port. */
  private void refuseTaken(String protocol, InetSocketAddress where) {
    PortOwner.refusal(where)
        .ifPresent(refusal -> {
          throw new CommandFailure(
              ExitCode.UNAVAILABLE,
              "%s: %s %s %s. %s Or choose another port with --%s HOST:PORT, or under 'listen' in the deployment file."
                  .formatted(
                      region,
                      protocol,
                      text(where),
                      refusal.why(),
                      refusal.remedy(),
                      protocol.toLowerCase(Locale.ROOT)));
        });
  }

  private NodeSettings settings(Deployment deployment) {
    if (number < 1 || number > Ports.MAX_NODES) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--number " + number + ": write a number from 1 to " + Ports.MAX_NODES + ".");
    }
    var known =
        deployment.regions().stream().filter(r -> r.name().value().equals(region)).findFirst();
    if (known.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "There is no region '"
              + region
              + "' in "
              + config
              + ". It describes: "
              + String.join(", ", deployment.regions().stream().map(r -> r.name().value()).toList())
              + ".");
    }
    int place = deployment.regions().indexOf(known.get());
    var name = known.get().name();
    var folder = new FleetFolder(data.folder());
    var listeners = listeners(deployment, place, name);
    return new NodeSettings(
        deployment,
        name,
        folder.region(name).path(),
        folder.binaries(),
        folder.path(),
        resolved(listeners.smtp()),
        resolved(listeners.lmtp()),
        resolved(listeners.http()),
        resolved(listeners.link()),
        new PeerAddresses(deployment, name).orGiven(peers),
        latency ? roundTrips(deployment, name) : Map.of());
  }

  private static Map<RegionName, Duration> roundTrips(Deployment deployment, RegionName here) {
    return deployment.regions().stream()
        .map(Region::name)
        .filter(other -> !other.equals(here))
        .collect(toMap(Function.identity(), other -> RoundTrips.between(here, other)));
  }

  private static InetSocketAddress resolved(InetSocketAddress address) {
    var resolved = new InetSocketAddress(address.getHostString(), address.getPort());
    if (resolved.isUnresolved()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "No address is known for the host "
              + address.getHostString()
              + ". Listen on an address of this machine, such as 127.0.0.1 or 0.0.0.0.");
    }
    return resolved;
  }

  private Listeners listeners(Deployment deployment, int place, RegionName name) {
    var standard = new Ports.Standard().at(place + (number - 1) * deployment.regions().size());
    var chosen =
        Ports.chosen(standard, Optional.ofNullable(deployment.settings().get(name)), number);
    return new Listeners(
        address(smtp).orElse(chosen.smtp()),
        address(lmtp).orElse(chosen.lmtp()),
        address(http).orElse(chosen.http()),
        address(link).orElse(chosen.link()));
  }

  private static Optional<InetSocketAddress> address(Optional<String> option) {
    try {
      return option.map(HostPort::parse);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage() + ". Write 127.0.0.1:2525.");
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  private void close(AutoCloseable node) {
    LOG.info("{} stops: mail under way is finished", region);
    try {
      node.close();
      LOG.info("{} has stopped", region);
    } catch (Exception e) {
      spec.commandLine()
          .getErr()
          .println("postmeridian: the node did not stop in order: " + e.getClass().getName());
    }
  }
}
