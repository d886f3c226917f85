package dev.postmeridian.config;

import java.util.List;

/** What came of reading a deployment file. */
public sealed interface Reading {
  /** Everything found, in the order of the file. */
  List<Problem> problems();

  /**
   * The file can be used.
   *
   * @param problems warnings only
   */
  record Usable(Deployment deployment, List<Problem> problems) implements Reading {
    public Usable {
      problems = List.copyOf(problems);
    }
  }

  /**
   * The file is refused.
   *
   * @param problems at least one error
   */
  record Refused(List<Problem> problems) implements Reading {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
