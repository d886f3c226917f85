package dev.postmeridian.store;

import static java.util.stream.Collectors.partitioningBy;

import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedItem.Sealed;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.sealing.SealLabel.Kind;
import dev.postmeridian.sealing.SealedCopies.Tombstone;
import dev.postmeridian.sealing.SealedCopy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what feeds bring sealed among the copies that the region holds. A copy whose label is not
 * what the feed says of it is left out and told: it stops no stream.
 */
final class HeldCopies implements SealedShelf {
  private static final Logger log = LoggerFactory.getLogger(HeldCopies.class);
  private final Residency residency;

  HeldCopies(Residency residency) {
    this.residency = residency;
  }

  @Override
  public void keep(Connection connection, RegionName source, List<Sealed> copies)
      throws SQLException {
    Map<Boolean, List<Sealed>> erases = copies.stream().collect(partitioningBy(Sealed::erases));
    PostgresSealedCopies.bury(
        connection, erases.getOrDefault(true, List.of()).stream().map(HeldCopies::grave).toList());
    PostgresSealedCopies.keep(
        connection,
        erases.getOrDefault(false, List.of()).stream()
            .flatMap(copy -> labelled(source, copy).stream())
            .toList());
  }

  private static Tombstone grave(Sealed copy) {
    return new Tombstone(copy.key().message(), copy.key().stamp(), copy.country());
  }

  private Optional<SealedCopy> labelled(RegionName source, Sealed copy) {
    try {
      Optional<SealedCopy> read =
          Optional.of(SealedCopy.parse(copy.sealed())).filter(sealed -> isOf(sealed, copy));
      if (read.isEmpty()) {
        log.error("a sealed copy from {} says that it is another: it is not kept", source);
      }
      return read;
    } catch (SealedCopy.UnreadableException e) {
      log.error("a sealed copy from {} is of no form that is known here: it is not kept", source);
      return Optional.empty();
    }
  }

  private boolean isOf(SealedCopy sealed, Sealed copy) {
    var label = sealed.label();
    return label.kind() == Kind.RECORD
        && label.message().equals(copy.key().message())
        && label.stamp().equals(copy.key().stamp().toString())
        && label.country().equals(copy.country())
        && residency.lawfulRegions(copy.country()).contains(label.recipient());
  }
}
