package dev.postmeridian;

import dev.postmeridian.console.ConsoleService;
import dev.postmeridian.console.ConsoleSettings;
import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.ReadingRoom;
import dev.postmeridian.fleet.NodeSettings;
import dev.postmeridian.fleet.RegionToken;
import dev.postmeridian.http.BearerToken;
import dev.postmeridian.http.HealthService;
import dev.postmeridian.http.HttpLimits;
import dev.postmeridian.http.MessageIntakeService;
import dev.postmeridian.http.MessagesService;
import dev.postmeridian.http.NodeIdentity;
import dev.postmeridian.http.OpenApiService;
import dev.postmeridian.http.OutboxService;
import dev.postmeridian.http.PeerJson;
import dev.postmeridian.http.QueuesService;
import dev.postmeridian.http.RegionHttpServer;
import dev.postmeridian.http.RegionState;
import dev.postmeridian.http.RouteExplainService;
import dev.postmeridian.http.StatusService;
import dev.postmeridian.intake.Intake;
import dev.postmeridian.link.PeerReport;
import dev.postmeridian.link.Peers;
import dev.postmeridian.routing.Router;
import dev.postmeridian.store.Store;
import dev.postmeridian.telemetry.Meters;
import dev.postmeridian.telemetry.MetricsService;
import dev.postmeridian.telemetry.RequestTimer;
import dev.postmeridian.triage.Queue;
import dev.postmeridian.triage.QueueName;
import io.helidon.webserver.http.HttpService;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a node serves over HTTP: the API, the console, health and metrics. */
final class RegionWeb {
  private RegionWeb() {}

  /**
   * Listens.
   *
   * @param readiness how the node is
   */
  static RegionHttpServer serving(
      NodeSettings settings,
      Intake intake,
      Router router,
      Store store,
      RegionSealing sealing,
      RegionHandover handover,
      RegionFeeds feeds,
      Peers peers,
      Meters meters,
      Supplier<RegionState> readiness) {
    var token = new BearerToken(RegionToken.readOrMake(settings.folder()));
    return new RegionHttpServer(
            settings.http(),
            HttpLimits.DEFAULT,
            token,
            List.of(new RequestTimer(meters)),
            services(
                settings, intake, router, store, sealing, handover, feeds, peers, meters, token,
                readiness))
        .start();
  }

  private static List<HttpService> services(
      NodeSettings settings,
      Intake intake,
      Router router,
      Store store,
      RegionSealing sealing,
      RegionHandover handover,
      RegionFeeds feeds,
      Peers peers,
      Meters meters,
      BearerToken token,
      Supplier<RegionState> state) {
    Set<QueueName> queues =
        settings.deployment().queues().stream().map(Queue::name).collect(Collectors.toSet());
    Desk desk = store.desk();
    var room = new ReadingRoom(desk);
    return List.of(
        new MessageIntakeService(intake),
        new RouteExplainService(
            settings.region(), settings.deployment().residency(), router, intake::recipient),
        new MessagesService(desk, room, queues),
        new QueuesService(settings.region(), desk),
        new OutboxService(settings.region(), store.effectDesk()),
        new StatusService(
            identity(settings), desk, state, sealing::warnings, feeds, () -> peers(peers)),
        new HealthService(state),
        new MetricsService(meters),
        new OpenApiService(),
        sealing.keysService(),
        sealing.restorationService(),
        handover.service(),
        console(settings, store, room, token));
  }

  private static List<PeerJson> peers(Peers peers) {
    return peers.reports().stream().map(RegionWeb::json).toList();
  }

  private static PeerJson json(PeerReport peer) {
    return new PeerJson(
        peer.region().value(),
        peer.state().word(),
        Instant.now().minus(peer.since()).truncatedTo(ChronoUnit.MILLIS).toString(),
        peer.reason().orElse(null),
        peer.roundTrip().map(trip -> Math.round(trip.toNanos() / 1e5) / 10.0).orElse(null),
        peer.utilisation().orElse(null),
        peer.queueDelay().map(delay -> delay.toMillis() / 1000.0).orElse(null),
        peer.errors());
  }

  private static NodeIdentity identity(NodeSettings settings) {
    return new NodeIdentity(
        settings.region(), settings.description().tier(), Version.number(), Version.commit());
  }

  private static ConsoleService console(
      NodeSettings settings, Store store, ReadingRoom room, BearerToken token) {
    return new ConsoleService(
        ConsoleSettings.of(
            settings.region().value(), settings.description().tier().word(), Version.number()),
        store.desk(),
        room,
        store.endedLogins(),
        token::matches,
        token.deriveKey("console login"));
  }
}
