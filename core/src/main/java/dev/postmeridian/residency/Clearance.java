package dev.postmeridian.residency;

import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import java.util.Optional;

/**
 * The proof that something about a mailbox may go to a region in a form. Only {@link Residency}
 * makes one, and nothing crosses a link without one. Take it when the thing is sent, not before: a
 * transfer may end.
 */
public final class Clearance {
  private final RegionName to;
  private final Form form;
  private final Optional<Country> country;
  private final Optional<Transfer> transfer;

  Clearance(RegionName to, Form form, Optional<Country> country, Optional<Transfer> transfer) {
    this.to = to;
    this.form = form;
    this.country = country;
    this.transfer = transfer;
  }

  /** The one region it may go to. */
  public RegionName to() {
    return to;
  }

  public Form form() {
    return form;
  }

  /** Whose law it lives under; empty only for metadata about no mailbox. */
  public Optional<Country> country() {
    return country;
  }

  /** The exception that alone makes it lawful, to be audited; empty if the region lists it. */
  public Optional<Transfer> transfer() {
    return transfer;
  }

  @Override
  public String toString() {
    return form + " to " + to + country.map(c -> " for " + c).orElse("");
  }
}
