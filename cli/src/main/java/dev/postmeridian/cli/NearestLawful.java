package dev.postmeridian.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Finds the regions that may take a recipient's mail, the nearest first. */
final class NearestLawful {
  private final List<RegionApi> regions;
  private final Map<String, List<String>> lawful = new ConcurrentHashMap<>();
  private final Map<String, Long> roundTrip = new ConcurrentHashMap<>();

  NearestLawful(List<RegionApi> regions) {
    this.regions = List.copyOf(regions);
  }

  /** Why no region will ever take it. */
  static final class NoRouteException extends Exception {
    NoRouteException(String message) {
      super(message);
    }
  }

  /**
   * The regions to try, in order; never empty.
   *
   * @throws NoRouteException if the recipient is unknown or no known region may take its mail
   * @throws UnreachableException if no region answers
   */
  List<RegionApi> forRecipient(String to) throws NoRouteException, UnreachableException {
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
    allowed.sort(Comparator.comparingLong(this::nanos));
    return allowed;
  }

  private List<String> ask(String to) throws NoRouteException, UnreachableException {
    Optional<UnreachableException> last = Optional.empty();
    for (RegionApi region : regions) {
      try {
        return regionsOf(region.routes(to));
      } catch (UnreachableException e) {
        last = Optional.of(e);
      } catch (ApiProblem e) {
        throw new NoRouteException(e.said());
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

  /** Measured once for each region; one that does not answer is the farthest. */
  private long nanos(RegionApi region) {
    return roundTrip.computeIfAbsent(region.endpoint().toString(), _ -> measured(region));
  }

  private static long measured(RegionApi region) {
    long start = System.nanoTime();
    try {
      region.raw("/health/live");
      return System.nanoTime() - start;
    } catch (UnreachableException | ApiProblem _) {
      return Long.MAX_VALUE;
    }
  }
}
