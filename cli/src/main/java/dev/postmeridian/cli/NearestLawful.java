package dev.postmeridian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * Finds the region that takes a recipient's mail: the nearest lawful one.
 *
 * <p>How near each is is measured once and remembered, and no other stands in for it: a mail that
 * is sent again, today or after an outage, goes where it went before, so that no two regions accept
 * it.
 */
final class NearestLawful {
  private static final String FILE = "nearest";
  private static final int TRIPS = 3;

  private final List<RegionApi> regions;
  private final Path folder;
  private final Map<String, List<String>> lawful = new ConcurrentHashMap<>();
  private final AtomicInteger answering = new AtomicInteger();
  private List<String> order = List.of();

  /**
   * @param folder where the order of the regions is remembered
   */
  NearestLawful(List<RegionApi> regions, Path folder) {
    this.regions = List.copyOf(regions);
    this.folder = folder;
  }

  /** Why no region will ever take it. */
  static final class NoRouteException extends Exception {
    NoRouteException(String message) {
      super(message);
    }
  }

  /**
   * The region that takes its mail.
   *
   * @throws NoRouteException if the recipient is unknown or no known region may take its mail
   * @throws UnreachableException if no region answers
   * @throws ApiProblem if the region that answers refuses to say
   */
  RegionApi forRecipient(String to) throws NoRouteException, UnreachableException, ApiProblem {
    var names = lawful.get(to);
    if (names == null) {
      names = ask(to);
      lawful.put(to, names);
    }
    var allowed = new ArrayList<RegionApi>();
    for (RegionApi region : regions) {
      if (names.contains(region.endpoint().region()) || region.endpoint().region().isEmpty()) {
        allowed.add(region);
      }
    }
    if (allowed.isEmpty()) {
      throw new NoRouteException(
          "only "
              + String.join(", ", names)
              + " may take it, and this command does not reach that");
    }
    return allowed.size() == 1 ? allowed.getFirst() : nearest(allowed);
  }

  private List<String> ask(String to) throws NoRouteException, UnreachableException, ApiProblem {
    Optional<UnreachableException> last = Optional.empty();
    int first = answering.get();
    for (int i = 0; i < regions.size(); i++) {
      int at = (first + i) % regions.size();
      try {
        var answer = regionsOf(regions.get(at).routes(to));
        answering.set(at);
        return answer;
      } catch (UnreachableException e) {
        last = Optional.of(e);
      }
    }
    throw last.orElseThrow();
  }

  private static List<String> regionsOf(JsonNode answer) throws NoRouteException {
    JsonNode route = answer.path("recipients").path(0);
    return switch (route.path("outcome").asString("")) {
      case "unknown" -> throw new NoRouteException("there is no such mailbox (550 5.1.1)");
      case "nowhere" ->
          throw new NoRouteException("no region lists its country, and the file refuses such mail");
      default -> route.path("lawful_regions").valueStream().map(n -> n.asString("")).toList();
    };
  }

  private synchronized RegionApi nearest(List<RegionApi> allowed) {
    if (order.isEmpty()) {
      order = remembered();
    }
    return allowed.stream()
        .min(Comparator.comparingInt(region -> order.indexOf(region.endpoint().region())))
        .orElseThrow();
  }

  /** The order known before, and behind it whatever region is new, the nearest first. */
  private List<String> remembered() {
    var file = folder.resolve(FILE);
    try {
      var known = new ArrayList<String>(Files.exists(file) ? Files.readAllLines(file) : List.of());
      regions.stream()
          .filter(region -> !known.contains(region.endpoint().region()))
          .map(region -> Map.entry(roundTrip(region), region.endpoint().region()))
          .sorted(Map.Entry.comparingByKey())
          .forEach(measured -> known.add(measured.getValue()));
      Files.createDirectories(folder);
      Files.write(file, known);
      return known;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.CANNOT_WRITE,
          "Which region is the nearest cannot be remembered in "
              + file
              + " ("
              + IoCause.inWords(e)
              + "). Give your user the right to, or name one with --region.");
    }
  }

  /** The shortest of a few, in nanoseconds; a region that does not answer is the farthest. */
  private static long roundTrip(RegionApi region) {
    long shortest = Long.MAX_VALUE;
    try {
      for (int i = 0; i < TRIPS; i++) {
        long start = System.nanoTime();
        region.raw("/health/live");
        shortest = Math.min(shortest, System.nanoTime() - start);
      }
    } catch (UnreachableException | ApiProblem _) {
      return Long.MAX_VALUE;
    }
    return shortest;
  }
}
