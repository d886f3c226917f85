package dev.postmeridian.http;

/** Ends a request with a {@link Problem}; {@link RegionHttpServer} answers with it. */
@SuppressWarnings("serial")
public final class ProblemException extends RuntimeException {
  private final Problem problem;

  ProblemException(Problem problem) {
    super(problem.title(), null, false, false);
    this.problem = problem;
  }

  /** What to answer. */
  public Problem problem() {
    return problem;
  }
}
