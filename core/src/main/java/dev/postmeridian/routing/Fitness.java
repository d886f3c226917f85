package dev.postmeridian.routing;

import dev.postmeridian.health.HealthState;

/** How able a region is to take new mail, from best to worst. */
enum Fitness {
  /** Ready, with a healthy model and room. */
  FIT,
  /** It takes mail, and decides it later or not as it should. */
  IMPAIRED,
  /** It lives, and has too much waiting. */
  FULL,
  DRAINING,
  DOWN;

  static Fitness of(Outlook.View view, RoutingLimits limits) {
    return switch (view.state().state()) {
      case DOWN -> DOWN;
      case DRAINING -> DRAINING;
      case READY, DEGRADED -> living(view, limits);
    };
  }

  private static Fitness living(Outlook.View view, RoutingLimits limits) {
    if (view.queueDelay().compareTo(limits.queueDelay()) > 0) {
      return FULL;
    }
    return view.state().state() == HealthState.READY && view.modelHealthy() ? FIT : IMPAIRED;
  }

  boolean takesMail() {
    return this == FIT || this == IMPAIRED;
  }
}
