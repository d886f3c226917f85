package dev.postmeridian.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One kind of work, shared by all nodes of a region. Safe for many threads. */
public interface Jobs {
  /**
   * Claims what is due, oldest first, as far as there is room; never waits for other workers. What
   * this region may not process is left where it is.
   *
   * @param worker who claims: unique to a process's start
   * @param lease after which another may claim the same
   */
  List<Claim> claim(String worker, Room room, Duration lease);

  /** The raw message; empty if it was erased meanwhile. The caller may keep it, nobody else has. */
  Optional<byte[]> content(Claim claim);

  /**
   * Commits what became of claims in one transaction, with all that follows from it. A claim that
   * has passed on to another worker meanwhile is left alone. If the transaction fails, each result
   * is committed on its own, so that a bad one fails alone and is tried again later. What fails
   * because of the database and not of the message costs no attempt.
   *
   * @return what took effect, in no order; what could not be written has come back instead
   */
  List<Result> commit(String worker, List<Result> results);
}
