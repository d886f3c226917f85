package dev.postmeridian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * What {@code fleet.json} in a data folder says: which nodes a fleet has and where they listen.
 *
 * @param config the deployment file it was started with
 * @param digest SHA-256 of that file at the time
 * @param domains domains that get mail here, for sample mail; addresses are personal and left out
 */
public record FleetFile(
    String config, String digest, List<MailDomain> domains, List<RegionEntry> regions) {
  /** Its name inside the data folder. */
  public static final String NAME = "fleet.json";

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
   * @param smtp host:port, as the next two
   * @param pid its process, 0 if it was never started or was stopped
   * @param startedAt when that process began, in milliseconds since 1970: pids are used again
   */
  public record NodeEntry(
      int number, String smtp, String lmtp, String http, long pid, long startedAt) {
    /** The same node as another process. */
    public NodeEntry runningAs(long newPid, long newStart) {
      return new NodeEntry(number, smtp, lmtp, http, newPid, newStart);
    }
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
      return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file), FleetFile.class));
    } catch (IOException | JacksonException e) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          file
              + " cannot be read ("
              + (e instanceof IOException io ? IoCause.inWords(io) : "it is not JSON")
              + "). Run it as the user who"
              + " started the fleet; if the file is damaged, remove it and run up again.");
    }
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
