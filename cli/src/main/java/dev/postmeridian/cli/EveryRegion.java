package dev.postmeridian.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Asks several regions at once; those that do not answer are named, and the rest goes on. */
final class EveryRegion {
  private final List<RegionApi> regions;
  private final RegionOptions chosen;
  private final PrintWriter err;

  EveryRegion(RegionOptions chosen, PrintWriter err) {
    this.regions = chosen.endpoints().stream().map(RegionApi::new).toList();
    this.chosen = chosen;
    this.err = err;
  }

  /** What to do where a region does not answer, as a sentence. */
  String mending() {
    return chosen.mending();
  }

  /** What to say where none of them has this message. */
  String lacking(String id) {
    return chosen.lacking(id);
  }

  /** A question to one region. */
  interface Question<T> {
    T ask(RegionApi region) throws UnreachableException, ApiProblem;
  }

  private sealed interface Answer<T> {
    record Given<T>(T value) implements Answer<T> {}

    record Missing<T>(Endpoint region, String why) implements Answer<T> {}

    record Wrong<T>(String why) implements Answer<T> {}
  }

  /**
   * What the regions said.
   *
   * @param given in the order of the regions
   * @param missing a line for each reason, with the regions that it keeps from answering
   */
  record Answers<T>(List<T> given, List<String> missing) {}

  /**
   * The answers, in the order of the regions; says which regions could not be asked.
   *
   * @throws CommandFailure if no region answers, or the question is wrong
   */
  <T> List<T> ask(Question<T> question) {
    Answers<T> answers = answers(question);
    answers.missing().forEach(why -> err.println("postmeridian: left out: " + why));
    return answers.given();
  }

  /** As {@link #ask}, and leaves it to the caller to say what is missing. */
  <T> Answers<T> answers(Question<T> question) {
    var given = new ArrayList<T>();
    var missing = new LinkedHashMap<String, String>();
    for (Answer<T> answer : all(question)) {
      switch (answer) {
        case Answer.Given<T>(T value) -> given.add(value);
        case Answer.Missing<T>(Endpoint region, String why) ->
            missing.merge(why, region.toString(), (some, one) -> some + ", " + one);
        case Answer.Wrong<T>(String why) -> throw new CommandFailure(ExitCode.USAGE, why);
      }
    }
    var lines = new ArrayList<String>();
    missing.forEach((why, regions) -> lines.add(regions + ": " + why));
    if (given.isEmpty()) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          String.join(System.lineSeparator(), lines)
              + System.lineSeparator()
              + "No region answered. "
              + mending());
    }
    return new Answers<>(given, lines);
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
      return new Answer.Missing<>(region.endpoint(), e.words());
    } catch (ApiProblem e) {
      return e.isOfTheQuestion()
          ? new Answer.Wrong<>(e.words())
          : new Answer.Missing<>(region.endpoint(), e.words());
    }
  }
}
