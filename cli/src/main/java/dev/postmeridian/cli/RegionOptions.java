package dev.postmeridian.cli;

import java.net.URI;
import java.net.URISyntaxException;
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
  private Optional<String> url = Optional.empty();

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
                    + ShellWord.of(u)
                    + tokenFile
                        .map(file -> " --token-file " + ShellWord.of(file.toString()))
                        .orElse(""))
            .orElseGet(() -> DataFolder.option(data.folder()));
    return where + region.map(name -> " --region " + name).orElse("");
  }

  /** As {@link #again}, for this region alone. */
  String againAt(String name) {
    String where = again();
    return where.contains(" --region ") ? where : where + " --region " + name;
  }

  /** The file of a remote region's token. */
  String tokenFile() {
    return tokenFile.map(Path::toString).orElse("");
  }

  /** The one region that was chosen. */
  Optional<String> region() {
    return region;
  }

  /** What to say where no region that is asked has this message, and all have answered. */
  String lacking(String id) {
    String all = url.isPresent() ? "." : ": leave --region away to ask all.";
    return region
        .or(() -> url)
        .map(only -> only + " has no message " + id + ". No other region was asked" + all)
        .orElse(
            "No region has a message " + id + ". Take the id from ./postmeridian messages list.");
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
   * The regions to talk to, at least one. A remote one that is named is asked whether it is that.
   *
   * @throws CommandFailure if there is no such fleet, region or token, or another one answers
   */
  List<Endpoint> endpoints() {
    return endpoints(region);
  }

  /** As {@link #endpoints()}, for a command that names its one region in words of its own. */
  List<Endpoint> endpoints(Optional<String> own) {
    var region = own.or(() -> this.region);
    if (url.isPresent()) {
      Endpoint there = remote(address(url.get()));
      return List.of(region.map(name -> checked(there, name)).orElse(there));
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
    String token = TokenFile.read(file);
    return new Endpoint("", List.of(address), () -> token);
  }

  private static URI address(String said) {
    if (!said.contains("://")) {
      throw new CommandFailure(
          ExitCode.USAGE, "--url needs http:// or https:// in front: http://" + said);
    }
    try {
      var address = new URI(said);
      boolean http = String.valueOf(address.getScheme()).matches("(?i)https?");
      if (http && address.getHost() != null && address.getPort() <= 65535) {
        return address;
      }
    } catch (URISyntaxException _) {
      // said below
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        "--url '" + said + "' is not where HTTP is spoken. Write http://host:8425.");
  }

  private Endpoint checked(Endpoint there, String name) {
    try {
      String own = new RegionApi(there).region();
      if (!own.equals(name)) {
        throw new CommandFailure(
            ExitCode.USAGE,
            there
                + " is "
                + own
                + ", not "
                + name
                + ". Nothing was done; leave --region away, or"
                + " name the region's own --url.");
      }
      return new Endpoint(name, there.bases(), there.token());
    } catch (UnreachableException e) {
      throw e.failure(mending());
    } catch (ApiProblem e) {
      throw e.failure();
    }
  }

  /** Where a region of a local fleet is reached. */
  static Endpoint endpoint(FleetFile.RegionEntry region) {
    var bases =
        region.nodes().stream()
            .map(node -> URI.create("http://" + FleetStatus.reachable(node.http())))
            .toList();
    return new Endpoint(region.name(), bases, () -> TokenFile.read(Path.of(region.tokenFile())));
  }
}
