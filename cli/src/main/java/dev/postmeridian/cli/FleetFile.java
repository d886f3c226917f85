package dev.postmeridian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * What {@code fleet.json} in a data folder says: which nodes a fleet has and where they listen.
 *
 * @param config the deployment file it was started with
 * @param digest SHA-256 of that file at the time
 * @param domains domains that get mail here, for sample mail; addresses are personal and left out
 */
public record FleetFile(
    String config, String digest, List<MailDomain> domains, List<RegionEntry> regions) {
  /** The folder of regions inside the data folder: one for each. */
  public static final String REGIONS = "regions";

  /** The file inside a region's folder that holds its token. */
  public static final String TOKEN = "token";

  /** Its name inside the data folder. */
  public static final String NAME = "fleet.json";

  /** The deployment file as it was when the fleet was started, in the data folder. */
  public static final String RUNNING = "running.yaml";

  private static final ObjectReader WHOLE =
      Json.MAPPER
          .readerFor(FleetFile.class)
          .with(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

  public FleetFile {
    domains = List.copyOf(domains);
    regions = List.copyOf(regions);
  }

  /** A domain that gets mail, and the country whose law it lives under. */
  public record MailDomain(String name, String country) {}

  /** A region and its nodes, the first of which has the region's own ports. */
  public record RegionEntry(String name, String tokenFile, List<NodeEntry> nodes) {
    public RegionEntry {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * A node.
   *
   * @param number from 1
   * @param smtp host:port, as the next three
   * @param link where other regions reach it
   * @param pid its process, 0 if it was never started or was stopped
   * @param birth proof that the pid still means that process; see {@link #isStarting}
   */
  public record NodeEntry(
      int number, String smtp, String lmtp, String http, String link, long pid, String birth) {
    private static final String STARTING = "starting";
    private static final Pattern ADDRESS = Pattern.compile(".+:[0-9]{1,5}");

    /**
     * @throws IllegalArgumentException if an address is none, or a number is negative
     */
    public NodeEntry {
      boolean addresses =
          Stream.of(smtp, lmtp, http, link).allMatch(a -> ADDRESS.matcher(a).matches());
      if (!addresses || number < 1 || pid < 0) {
        throw new IllegalArgumentException("a node has a number, four addresses and a pid");
      }
    }

    /** A node that was never started. */
    public static NodeEntry planned(
        int number, String smtp, String lmtp, String http, String link) {
      return new NodeEntry(number, smtp, lmtp, http, link, 0, "");
    }

    /** How messages name a node. */
    public static String named(int number, String region) {
      return "Node " + number + " of " + region;
    }

    /** The same node as another process. */
    public NodeEntry runningAs(long newPid, String newBirth) {
      return new NodeEntry(number, smtp, lmtp, http, link, newPid, newBirth);
    }

    /** The same node, about to be a process whose id is not known yet. */
    public NodeEntry starting() {
      return runningAs(0, STARTING);
    }

    /** Whether it may run, though nobody lived to write down its pid. */
    public boolean isStarting() {
      return STARTING.equals(birth);
    }
  }

  /** One of a region's nodes. */
  public Optional<NodeEntry> node(String region, int number) {
    return regions.stream()
        .filter(entry -> entry.name().equals(region))
        .flatMap(entry -> entry.nodes().stream())
        .filter(node -> node.number() == number)
        .findFirst();
  }

  /** The same fleet with one of a region's nodes changed. */
  public FleetFile with(String region, NodeEntry changed) {
    return map((entry, node) ->
        entry.name().equals(region) && node.number() == changed.number() ? changed : node);
  }

  /** The same fleet without its other regions. */
  FleetFile only(List<String> names) {
    var chosen = regions.stream().filter(region -> names.contains(region.name())).toList();
    return new FleetFile(config, digest, domains, chosen);
  }

  /** The same fleet with no node running. */
  public FleetFile stopped() {
    return map((_, node) -> node.runningAs(0, ""));
  }

  private FleetFile map(BiFunction<RegionEntry, NodeEntry, NodeEntry> change) {
    var changed =
        regions.stream()
            .map(region ->
                new RegionEntry(
                    region.name(),
                    region.tokenFile(),
                    region.nodes().stream().map(node -> change.apply(region, node)).toList()))
            .toList();
    return new FleetFile(config, digest, domains, changed);
  }

  /**
   * Reads the fleet of a data folder; empty if none was ever started there.
   *
   * @throws CommandFailure if the file is there and cannot be read
   */
  public static Optional<FleetFile> read(Path data) {
    var file = data.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode said = Json.MAPPER.readTree(Files.readAllBytes(file));
      if (!said.isObject()) {
        throw damaged(file);
      }
      return Optional.of(WHOLE.readValue(said));
    } catch (IOException e) {
      throw unreadable(
          file, IoCause.inWords(e), "Run the command as the user who started the fleet.");
    } catch (JacksonException _) {
      throw damaged(file);
    }
  }

  /**
   * The fleet of a data folder.
   *
   * @param instead what else the user may name, as the end of a sentence
   * @throws CommandFailure if none was ever started there, or its file cannot be read
   */
  static FleetFile required(Path data, String instead) {
    return read(data)
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.UNAVAILABLE,
                "There is no fleet in "
                    + data
                    + ". Start one with ./postmeridian up"
                    + DataFolder.option(data)
                    + ", or name "
                    + instead
                    + "."
                    + loneNodes(data)));
  }

  /** Nodes that nobody's fleet knows have their regions' folders and tokens here, too. */
  private static String loneNodes(Path data) {
    try (Stream<Path> folders = Files.list(data.resolve(REGIONS))) {
      return folders
          .map(folder -> folder.resolve(TOKEN))
          .filter(Files::exists)
          .sorted()
          .findFirst()
          .map(token ->
              " A node that ./postmeridian node started is no fleet; other commands reach it by"
                  + " --url http://HOST:PORT --token-file "
                  + token
                  + ".")
          .orElse("");
    } catch (IOException _) {
      return "";
    }
  }

  private static CommandFailure damaged(Path file) {
    return unreadable(
        file,
        "it is damaged, or another version wrote it",
        "If its nodes run, stop them with that version; then remove the file and run up again:"
            + " no mail is in it.");
  }

  private static CommandFailure unreadable(Path file, String why, String remedy) {
    return new CommandFailure(
        ExitCode.UNAVAILABLE, file + " cannot be read (" + why + "). " + remedy);
  }

  /** Writes the file whole or not at all. */
  public void write(Path data) throws IOException {
    var next = data.resolve(NAME + ".next");
    Files.write(next, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Files.move(
        next,
        data.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
