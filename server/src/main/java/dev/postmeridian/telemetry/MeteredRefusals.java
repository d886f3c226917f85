package dev.postmeridian.telemetry;

import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.intake.Refusals;
import io.micrometer.core.instrument.Counter;
import java.util.Locale;

/** Counts refused recipients beside the accepted messages. */
public final class MeteredRefusals implements Refusals {
  private final Meters meters;

  public MeteredRefusals(Meters meters) {
    this.meters = meters;
  }

  @Override
  public void count(Acceptance.Via via, Reason reason) {
    Counter.builder("postmeridian.intake.refused")
        .description("Recipients refused, by reason and way of arrival")
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .tag("via", via.name().toLowerCase(Locale.ROOT))
        .register(meters.registry())
        .increment();
  }
}
