package dev.postmeridian.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The one region that a command is about: what is done to keys is done to one region's. */
final class OneRegion {
  private final RegionOptions options;
  private final RegionApi api;

  private OneRegion(RegionOptions options, Endpoint endpoint) {
    this.options = options;
    this.api = new RegionApi(endpoint);
  }

  /**
   * The region that the options name, or the only one there is.
   *
   * @throws CommandFailure if they leave it open
   */
  static OneRegion of(RegionOptions options) {
    return of(options, Optional.empty());
  }

  /**
   * As {@link #of(RegionOptions)}.
   *
   * @param otherwise the region that is meant if the options name none
   */
  static OneRegion of(RegionOptions options, Optional<String> otherwise) {
    List<Endpoint> all = options.endpoints();
    List<Endpoint> meant =
        all.size() == 1
            ? all
            : all.stream().filter(e -> otherwise.filter(e.region()::equals).isPresent()).toList();
    if (meant.size() != 1) {
      String question =
          otherwise
              .map(name -> "There is no region '" + name + "'. There are: ")
              .orElse("Say which region's keys are meant with --region: ");
      throw new CommandFailure(
          ExitCode.USAGE,
          question + all.stream().map(Endpoint::region).collect(Collectors.joining(", ")) + ".");
    }
    return new OneRegion(options, meant.getFirst());
  }

  /**
   * What the region answers.
   *
   * @throws CommandFailure if it does not answer, or refuses
   */
  <T> T ask(EveryRegion.Question<T> question) {
    try {
      return question.ask(api);
    } catch (ApiProblem e) {
      throw e.failure();
    } catch (UnreachableException e) {
      throw e.failure(options.mending());
    }
  }

  /** Its name. */
  String name() {
    return ask(RegionApi::region);
  }
}
