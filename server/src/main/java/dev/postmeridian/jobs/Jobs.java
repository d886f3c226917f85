package dev.postmeridian.jobs;

import java.time.Duration;
import java.util.List;

/** One kind of work, shared by all nodes of a region. Safe for many threads. */
public interface Jobs {
  /**
   * Claims what is due, oldest first, at most so many; never waits for other workers.
   *
   * @param worker who claims: unique to a process's start
   * @param lease after which another may claim the same
   */
  List<Claim> claim(String worker, int most, Duration lease);

  /**
   * Commits what became of claims in one transaction, with all that follows from it. A claim that
   * has passed on to another worker meanwhile is left alone. If the transaction fails, each result
   * is committed on its own, so that a bad one fails alone and is tried again later.
   *
   * @return how many results took effect
   */
  int commit(String worker, List<Result> results);
}
