package dev.postmeridian.intake;

/** Where the intake counts the recipients it refuses; never told content or addresses. */
@FunctionalInterface
public interface Refusals {
  /** Why a recipient's copy was refused. */
  enum Reason {
    UNKNOWN,
    ELSEWHERE,
    NOWHERE,
    LOOPING
  }

  /** One recipient's copy was refused. */
  void count(Acceptance.Via via, Reason reason);
}
