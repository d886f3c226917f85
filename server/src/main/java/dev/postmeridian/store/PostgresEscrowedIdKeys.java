package dev.postmeridian.store;

import dev.postmeridian.region.Country;
import dev.postmeridian.replication.FeedSource.IdKey;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.sealing.EscrowedIdKeys;
import java.util.List;
import java.util.Map;

/**
 * The keys of message ids as escrow takes them from the region's database, and brings them back.
 */
final class PostgresEscrowedIdKeys implements EscrowedIdKeys {
  private final PostgresMessageIdKeys keys;
  private final Jurisdiction law;

  PostgresEscrowedIdKeys(PostgresMessageIdKeys keys, Jurisdiction law) {
    this.keys = keys;
    this.law = law;
  }

  @Override
  public Map<Country, IdKey> all() {
    List<Country> listed =
        Country.all().stream().filter(law.residency()::isListed).filter(law::covers).toList();
    return keys.shared(listed, true);
  }

  @Override
  public void take(Map<Country, IdKey> taken) {
    taken.forEach(keys::keepOlder);
  }
}
