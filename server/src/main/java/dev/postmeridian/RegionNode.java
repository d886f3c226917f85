package dev.postmeridian;

import dev.postmeridian.change.HybridClock;
import dev.postmeridian.config.RegionSettings;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.fleet.NodeSettings;
import dev.postmeridian.fleet.RegionToken;
import dev.postmeridian.http.BearerToken;
import dev.postmeridian.http.HealthService;
import dev.postmeridian.http.HttpLimits;
import dev.postmeridian.http.MessageIntakeService;
import dev.postmeridian.http.MessagesService;
import dev.postmeridian.http.NodeIdentity;
import dev.postmeridian.http.OpenApiService;
import dev.postmeridian.http.QueuesService;
import dev.postmeridian.http.RegionHttpServer;
import dev.postmeridian.http.RegionState;
import dev.postmeridian.http.StatusService;
import dev.postmeridian.intake.Intake;
import dev.postmeridian.intake.IntakeLimits;
import dev.postmeridian.mail.Domain;
import dev.postmeridian.routing.Router;
import dev.postmeridian.smtp.Protocol;
import dev.postmeridian.smtp.SmtpLimits;
import dev.postmeridian.smtp.SmtpServer;
import dev.postmeridian.smtp.SmtpSettings;
import dev.postmeridian.smtp.TlsCertificate;
import dev.postmeridian.store.DatabaseAddress;
import dev.postmeridian.store.EmbeddedPostgres;
import dev.postmeridian.store.PostgresSettings;
import dev.postmeridian.store.Store;
import dev.postmeridian.store.StoreLimits;
import dev.postmeridian.telemetry.MeteredAcceptedLog;
import dev.postmeridian.telemetry.MeteredRefusals;
import dev.postmeridian.telemetry.Meters;
import dev.postmeridian.telemetry.MetricsService;
import dev.postmeridian.telemetry.RequestTimer;
import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.QueueName;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** One node of one region, wired by hand: what is started last is stopped first. */
final class RegionNode implements AutoCloseable {
  private final NodeSettings settings;
  private final Domain host;
  private final HybridClock clock;
  private final Meters meters = new Meters();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private RegionNode(NodeSettings settings) {
    this.settings = settings;
    this.host = new Domain(settings.region() + ".localhost");
    this.clock =
        new HybridClock(Clock.systemUTC(), settings.region(), new SecureRandom().nextLong());
  }

  /**
   * Starts a node; returns once it takes mail.
   *
   * @throws RuntimeException if a part can't start: those before it are stopped again
   */
  static RegionNode start(NodeSettings settings) {
    var node = new RegionNode(settings);
    try {
      node.startParts();
      return node;
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  private void startParts() {
    Store store =
        closing(
            new Store(
                database(),
                settings.region(),
                clock,
                settings.deployment().queues(),
                StoreLimits.DEFAULT,
                () -> {}));
    Intake intake = intake(store);
    Optional<SSLContext> tls = Optional.of(tls());
    listen(Protocol.SMTP, settings.smtp(), intake, tls);
    listen(Protocol.LMTP, settings.lmtp(), intake, tls);
    serve(store, intake);
  }

  private void serve(Store store, Intake intake) {
    Desk desk = store.desk();
    Supplier<RegionState> state = () -> stateOf(desk);
    var identity =
        new NodeIdentity(
            settings.region(), settings.description().tier(), Version.number(), Version.commit());
    Set<QueueName> queues =
        settings.deployment().queues().stream().map(Queue::name).collect(Collectors.toSet());
    closing(
            new RegionHttpServer(
                settings.http(),
                HttpLimits.DEFAULT,
                new BearerToken(RegionToken.readOrMake(settings.folder())),
                List.of(new RequestTimer(meters)),
                List.of(
                    new MessageIntakeService(intake),
                    new MessagesService(desk, queues),
                    new QueuesService(desk),
                    new StatusService(identity, desk, state),
                    new HealthService(state),
                    new MetricsService(meters),
                    new OpenApiService())))
        .start();
  }

  private static RegionState stateOf(Desk desk) {
    try {
      desk.pulse();
      return RegionState.READY;
    } catch (RuntimeException e) {
      return new RegionState(RegionState.State.DOWN, List.of("the database does not answer"));
    }
  }

  private DatabaseAddress database() {
    return closing(
            EmbeddedPostgres.attach(
                PostgresSettings.in(settings.folder(), settings.binaries(), OptionalInt.empty())))
        .address();
  }

  private Intake intake(Store store) {
    var residency = settings.deployment().residency();
    return new Intake(
        settings.deployment().mailboxes(),
        residency,
        new Router(settings.region(), residency),
        store.messageIdKeys(),
        new MeteredAcceptedLog(store.acceptedLog(), meters),
        new MeteredRefusals(meters),
        IntakeLimits.DEFAULT,
        host,
        Clock.systemUTC());
  }

  private SSLContext tls() {
    return settings
        .deployment()
        .settings()
        .getOrDefault(settings.region(), RegionSettings.DEFAULTS)
        .tls()
        .map(files -> TlsCertificate.fromFiles(files.certificate(), files.key()))
        .orElseGet(() -> TlsCertificate.development(settings.folder(), host));
  }

  private void listen(
      Protocol protocol, InetSocketAddress address, Intake intake, Optional<SSLContext> tls) {
    closing(
        SmtpServer.start(
            new SmtpSettings(protocol, address, host, Optional.empty(), SmtpLimits.DEFAULT),
            intake,
            tls));
  }

  private <T extends AutoCloseable> T closing(T part) {
    running.push(part);
    return part;
  }

  /** Stops taking mail, finishes what is under way, leaves the database. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      Parts.close(running.pop());
    }
  }
}
