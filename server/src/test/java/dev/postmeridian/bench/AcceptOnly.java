package dev.postmeridian.bench;

import dev.postmeridian.change.HybridClock;
import dev.postmeridian.intake.Intake;
import dev.postmeridian.intake.IntakeLimits;
import dev.postmeridian.mail.Domain;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.ModelTier;
import dev.postmeridian.region.Region;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.region.Role;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.residency.UnlistedCountries;
import dev.postmeridian.routing.Router;
import dev.postmeridian.smtp.Protocol;
import dev.postmeridian.smtp.SmtpLimits;
import dev.postmeridian.smtp.SmtpServer;
import dev.postmeridian.smtp.SmtpSettings;
import dev.postmeridian.store.EmbeddedPostgres;
import dev.postmeridian.store.PostgresSettings;
import dev.postmeridian.store.Store;
import dev.postmeridian.store.StoreLimits;
import dev.postmeridian.telemetry.MeteredIntake;
import dev.postmeridian.telemetry.Meters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One region that takes mail by SMTP into its own PostgreSQL and leaves it there. */
final class AcceptOnly {
  private static final Country US = new Country("US");

  private AcceptOnly() {}

  /** Runs until its standard input ends: arguments are a data folder and a port. */
  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    var name = new RegionName("us-east-1");
    var clock = new HybridClock(Clock.systemUTC(), name, new SecureRandom().nextLong());
    var settings =
        PostgresSettings.in(folder.resolve("us-east-1"), folder.resolve("pg"), OptionalInt.empty());
    try (var database = EmbeddedPostgres.attach(settings);
        var store =
            new Store(
                database.address(),
                new Jurisdiction(name, residency(name)),
                clock,
                List.of(),
                StoreLimits.DEFAULT,
                () -> {});
        var server = server(intake(name, store), Integer.parseInt(args[1]))) {
      System.out.println("ready " + server.address().getPort());
      while (System.in.read() >= 0) {
        // until whoever started this closes the pipe
      }
    }
  }

  private static SmtpServer server(Intake intake, int port) {
    var listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var host = new Domain("bench.localhost");
    var settings =
        new SmtpSettings(Protocol.SMTP, listen, host, Optional.empty(), SmtpLimits.DEFAULT);
    return SmtpServer.start(settings, intake, Optional.empty());
  }

  private static Residency residency(RegionName name) {
    var region = new Region(name, Role.PRIMARY, 1000, ModelTier.PRODUCTION_OPTIMIZED, Set.of(US));
    return new Residency(List.of(region), UnlistedCountries.REFUSE);
  }

  private static Intake intake(RegionName name, Store store) {
    var residency = residency(name);
    var meters = new Meters();
    return new Intake(
        new Mailboxes(Map.of(), Map.of(new Domain("acme.example"), US)),
        residency,
        new Router(name, residency),
        store.messageIdKeys(),
        store.acceptedLog(),
        new MeteredIntake(meters),
        IntakeLimits.DEFAULT,
        new Domain("bench.localhost"),
        Clock.systemUTC());
  }
}
