package dev.postmeridian.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which regions a command talks to: those of a local fleet, or a remote one. */
public final class RegionOptions {
  @Mixin private DataOption data;

  @Option(names = "--url", paramLabel = "URL", description = "A remote region, instead.")
  private Optional<URI> url = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The file with the remote region's token.")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(names = "--region", paramLabel = "NAME", description = "This region only.")
  private Optional<String> region = Optional.empty();

  /** The local fleet; empty when a remote region is named. */
  Optional<FleetFile> fleet() {
    return url.isPresent() ? Optional.empty() : Optional.of(requiredFleet());
  }

  /** The local fleet's folder. */
  Path data() {
    return data.folder();
  }

  /** Where commands keep what they need to go on after an interruption. */
  Path state() {
    return (url.isPresent() ? DataFolder.standard() : data.folder()).resolve("send");
  }

  /** What another command needs to be told to talk to the same regions, such as " --data DIR". */
  String again() {
    String where =
        url.map(u ->
                " --url "
                    + ShellWord.of(u.toString())
                    + tokenFile
                        .map(file -> " --token-file " + ShellWord.of(file.toString()))
                        .orElse(""))
            .orElseGet(() -> DataFolder.option(data.folder()));
    return where + region.map(name -> " --region " + name).orElse("");
  }

  /** The file of a remote region's token. */
  String tokenFile() {
    return tokenFile.map(Path::toString).orElse("");
  }

  /** The one region that was chosen. */
  Optional<String> region() {
    return region;
  }

  /** What to do where a region does not answer, as a sentence. */
  String mending() {
    if (url.isPresent()) {
      return "See to it that the region runs and that --url is its address.";
    }
    String option = DataFolder.option(data.folder());
    return "./postmeridian status"
        + option
        + " shows how the regions are; ./postmeridian up"
        + option
        + " starts what is missing.";
  }

  /**
   * The regions to talk to, at least one.
   *
   * @throws CommandFailure if there is no such fleet, region or token
   */
  List<Endpoint> endpoints() {
    if (url.isPresent()) {
      return List.of(remote(url.get()));
    }
    var all = requiredFleet().regions().stream().map(RegionOptions::endpoint).toList();
    if (region.isEmpty()) {
      return all;
    }
    var chosen = all.stream().filter(e -> e.region().equals(region.get())).toList();
    if (chosen.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "There is no region '"
              + region.get()
              + "'. The fleet has: "
              + all.stream().map(Endpoint::region).collect(Collectors.joining(", "))
              + ".");
    }
    return chosen;
  }

  private FleetFile requiredFleet() {
    if (tokenFile.isPresent()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--token-file is the token of a remote region: name that with --url, too. The regions of a"
              + " local fleet have their own.");
    }
    return FleetFile.required(
        data.folder(), "its folder with --data, or a remote region with --url and --token-file");
  }

  private Endpoint remote(URI address) {
    var file =
        tokenFile.orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE, "--url needs --token-file FILE, which holds its token."));
    boolean http = String.valueOf(address.getScheme()).matches("(?i)https?");
    if (!http || address.getHost() == null || address.getPort() > 65535) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--url '" + address + "' is not where HTTP is spoken. Write http://host:8425.");
    }
    return new Endpoint(region.orElse(""), List.of(address), () -> TokenFile.read(file));
  }

  private static Endpoint endpoint(FleetFile.RegionEntry region) {
    var bases =
        region.nodes().stream()
            .map(node -> URI.create("http://" + FleetStatus.reachable(node.http())))
            .toList();
    return new Endpoint(region.name(), bases, () -> TokenFile.read(Path.of(region.tokenFile())));
  }
}
