package dev.postmeridian.config;

import java.util.List;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** The problems found so far: reading goes on after each, so that all are told at once. */
final class Findings {
  private final TreeSet<Finding> problems = new TreeSet<>();

  void error(Node where, String what, String remedy) {
    add(Finding.Severity.ERROR, where, what, remedy);
  }

  void warning(Node where, String what, String remedy) {
    add(Finding.Severity.WARNING, where, what, remedy);
  }

  void add(Finding problem) {
    problems.add(problem);
  }

  boolean hasErrors() {
    return problems.stream().anyMatch(p -> p.severity() == Finding.Severity.ERROR);
  }

  /** The problems in the order of the file. */
  List<Finding> inOrder() {
    return List.copyOf(problems);
  }

  static int lineOf(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  private void add(Finding.Severity severity, Node where, String what, String remedy) {
    int column = where.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    problems.add(new Finding(severity, lineOf(where), column, what, remedy));
  }
}
