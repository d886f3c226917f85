package dev.postmeridian.config;

import java.util.List;

/** What came of reading a deployment file. */
public sealed interface CheckedFile {
  /** Everything found, in the order of the file. */
  List<Finding> findings();

  /**
   * The file can be used.
   *
   * @param findings warnings only
   */
  record Usable(Deployment deployment, List<Finding> findings) implements CheckedFile {
    public Usable {
      findings = List.copyOf(findings);
    }
  }

  /**
   * The file is refused.
   *
   * @param findings at least one error
   */
  record Refused(List<Finding> findings) implements CheckedFile {
    public Refused {
      findings = List.copyOf(findings);
    }
  }
}
