package dev.postmeridian.sealing;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.OutageMode;
import java.util.Collection;
import java.util.Optional;

/** Warns while sealed copies of a region's mail would be lost together with the region. */
public final class EscrowWatch {
  private final RegionName here;
  private final boolean needed;
  private final RegionKeys keys;

  /**
   * @param needed whether others may hold sealed copies of this region's mail, or take it sealed
   */
  public EscrowWatch(RegionName here, boolean needed, RegionKeys keys) {
    this.here = here;
    this.needed = needed;
    this.keys = keys;
  }

  /** Whether others may hold sealed copies of what this region may process, or take it sealed. */
  public static boolean isNeeded(Jurisdiction law, Collection<Country> countries) {
    var residency = law.residency();
    return countries.stream()
        .filter(law::covers)
        .anyMatch(country ->
            !residency.sealedHolders(country).isEmpty()
                || residency.outageMode(country) == OutageMode.SEAL);
  }

  /** What to do, in words; empty while all is well. */
  public Optional<String> warning() {
    return needed && !keys.current().escrowed()
        ? Optional.of(
            "no key is escrowed, so sealed copies of its mail would be lost with it. Bring its keys to safety: ./postmeridian keys export --region %s --to FILE"
                .formatted(here))
        : Optional.empty();
  }
}
