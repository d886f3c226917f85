package dev.postmeridian.intake;

import dev.postmeridian.mail.Domain;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.region.Role;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.routing.Router;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Two regions, four mailboxes: US lives here, DE elsewhere, BR nowhere. */
public final class IntakeFixture {
  public static final RegionName HERE = new RegionName("us-east-1");
  public static final RegionName THERE = new RegionName("eu-west-1");
  public static final Domain HOST = new Domain("mx.us-east-1.example");
  public static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  public static final List<Region> REGIONS =
      List.of(
          region(HERE, Role.PRIMARY, ModelTier.PRODUCTION_OPTIMIZED, "US"),
          region(THERE, Role.ACTIVE_SECONDARY, ModelTier.GDPR_COMPLIANT, "DE"));
  private static final Mailboxes MAILBOXES =
      new Mailboxes(
          Map.of("postmaster@mx.us-east-1.example", new Country("US")),
          Map.of(
              new Domain("acme.example"), new Country("US"),
              new Domain("muster.example"), new Country("DE"),
              new Domain("exemplo.example"), new Country("BR")));

  public final LogInMemory log = new LogInMemory();
  public final List<String> refused = new CopyOnWriteArrayList<>();

  private static Region region(RegionName name, Role role, ModelTier tier, String country) {
    return new Region(name, role, 100, tier, Set.of(new Country(country)));
  }

  /** The law of its two regions. */
  public static Residency residency() {
    return new Residency(REGIONS, UnlistedCountries.REFUSE);
  }

  /** The router of the region that takes its mail, which knows of no other. */
  public static Router router() {
    return new Router(HERE, residency());
  }

  /** Its mailboxes as another region sees them. */
  public static Function<MailAddress, Recipient> recipients(RegionName region) {
    var fixture = new IntakeFixture();
    return fixture.intake(new Router(region, residency()), IntakeLimits.DEFAULT)::recipient;
  }

  public Intake intake(IntakeLimits limits) {
    return intake(router(), limits);
  }

  private Intake intake(Router router, IntakeLimits limits) {
    return intake(residency(), router, Relay.NONE, limits);
  }

  /** A region's intake under another law, with a way to others. */
  public Intake intake(Residency residency, Router router, Relay relay, IntakeLimits limits) {
    return intake(residency, router, relay, SealedLog.NONE, limits);
  }

  /** A region's intake that seals. */
  public Intake intake(Residency residency, Router router, SealedLog sealed) {
    return intake(residency, router, Relay.NONE, sealed, IntakeLimits.DEFAULT);
  }

  private Intake intake(
      Residency residency, Router router, Relay relay, SealedLog sealed, IntakeLimits limits) {
    return new Intake(
        MAILBOXES,
        residency,
        router,
        relay,
        country -> ("a secret for mail of " + country).getBytes(StandardCharsets.UTF_8),
        log,
        sealed,
        new IntakeListener() {
          @Override
          public void refused(Acceptance.Via via, Refusal why) {
            refused.add(via + " " + why);
          }
        },
        limits,
        HOST,
        () -> NOW);
  }
}
