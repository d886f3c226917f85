package dev.postmeridian.effect;

import dev.postmeridian.region.Country;
import dev.postmeridian.triage.QueueName;
import java.util.Set;

/**
 * Something done with decided mail outside the region, as the deployment file describes it.
 *
 * @param queues whose mail it is for; empty for every queue but junk
 * @param countries whose mail it is for; empty for all that the region may process
 */
public record Effect(
    EffectName name,
    Target target,
    Set<QueueName> queues,
    Set<Country> countries,
    EffectLimits limits) {
  public Effect {
    queues = Set.copyOf(queues);
    countries = Set.copyOf(countries);
  }
}
