package dev.postmeridian.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Asks several regions at once; those that do not answer are named, and the rest goes on. */
final class EveryRegion {
  private final List<RegionApi> regions;
  private final PrintWriter err;

  EveryRegion(List<Endpoint> endpoints, PrintWriter err) {
    this.regions = endpoints.stream().map(RegionApi::new).toList();
    this.err = err;
  }

  /** A question to one region. */
  interface Question<T> {
    T ask(RegionApi region) throws UnreachableException, ApiProblem;
  }

  private sealed interface Answer<T> {
    record Given<T>(T value) implements Answer<T> {}

    record Missing<T>(String why) implements Answer<T> {}
  }

  /**
   * The answers, in the order of the regions.
   *
   * @throws CommandFailure if no region answers
   */
  <T> List<T> ask(Question<T> question) {
    var given = new ArrayList<T>();
    var missing = new ArrayList<String>();
    for (Answer<T> answer : all(question)) {
      switch (answer) {
        case Answer.Given<T>(T value) -> given.add(value);
        case Answer.Missing<T>(String why) -> missing.add(why);
      }
    }
    if (given.isEmpty()) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          String.join(System.lineSeparator(), missing)
              + System.lineSeparator()
              + "No region answered. See ./postmeridian status; ./postmeridian up starts what is"
              + " missing.");
    }
    missing.forEach(why -> err.println("postmeridian: left out: " + why));
    return given;
  }

  /** The first region whose answer is there, in the order of the regions. */
  <T> Optional<T> first(Question<Optional<T>> question) {
    return ask(question).stream().flatMap(Optional::stream).findFirst();
  }

  private <T> List<Answer<T>> all(Question<T> question) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = regions.stream().map(r -> threads.submit(() -> answer(question, r))).toList();
      var answers = new ArrayList<Answer<T>>();
      for (var one : asked) {
        answers.add(one.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "Interrupted while asking the regions.");
    }
  }

  private static <T> Answer<T> answer(Question<T> question, RegionApi region) {
    try {
      return new Answer.Given<>(question.ask(region));
    } catch (UnreachableException e) {
      return new Answer.Missing<>(e.said());
    } catch (ApiProblem e) {
      return new Answer.Missing<>(e.said());
    }
  }
}
