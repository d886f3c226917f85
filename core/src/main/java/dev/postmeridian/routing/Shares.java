package dev.postmeridian.routing;

import java.util.ArrayList;
import java.util.List;

/**
 * How the mail of a country is spread over the regions that take it: the nearest takes what it has
 * room for, what it spills goes to the next, and what all of them spill goes to the least used.
 */
final class Shares {
  /** Below this a region counts as unused: nothing is divided by zero. */
  private static final double LEAST_USE = 0.01;

  private final List<Contender> takers;
  private final double[] shares;

  /**
   * @param takers one or more, the nearest first
   */
  Shares(List<Contender> takers, RoutingLimits limits) {
    this.takers = new ArrayList<>(takers);
    this.shares = new double[takers.size()];
    double rest = 1;
    for (int i = 0; i < shares.length; i++) {
      var view = takers.get(i).view();
      shares[i] = rest * view.state().weight() * room(view.utilisation(), limits.spillFrom());
      rest -= shares[i];
    }
    spread(rest);
  }

  /** 1 up to where it spills, 0 when it is used up, straight in between. */
  private static double room(double utilisation, double spillFrom) {
    return Math.clamp((1 - utilisation) / (1 - spillFrom), 0, 1);
  }

  private void spread(double rest) {
    double[] pull = new double[shares.length];
    double all = 0;
    for (int i = 0; i < pull.length; i++) {
      var view = takers.get(i).view();
      pull[i] = view.state().weight() / Math.max(LEAST_USE, view.utilisation());
      all += pull[i];
    }
    for (int i = 0; i < pull.length; i++) {
      shares[i] += rest * (all > 0 ? pull[i] / all : 1.0 / pull.length);
    }
  }

  /** The part of the mail that a taker gets, from 0 to 1. */
  double of(Contender taker) {
    int at = takers.indexOf(taker);
    return at < 0 ? 0 : shares[at];
  }

  /**
   * The taker of one mail.
   *
   * @param draw from 0 to 1, 1 excluded; 0 is the nearest that takes any
   */
  Contender pick(double draw) {
    double sum = 0;
    Contender last = takers.getFirst();
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i];
      if (shares[i] > 0) {
        last = takers.get(i);
        if (draw < sum) {
          return last;
        }
      }
    }
    return last; // the shares add up to a little less than 1
  }
}
