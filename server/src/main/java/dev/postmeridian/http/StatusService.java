package dev.postmeridian.http;

import dev.postmeridian.desk.Desk;
import dev.postmeridian.desk.Pulse;
import dev.postmeridian.replication.PeerLag;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/status}: which region this is, how it is, what it has done. It answers without a
 * database too: then above all somebody asks.
 */
public final class StatusService implements HttpService {
  private final NodeIdentity node;
  private final Desk desk;
  private final Supplier<RegionState> state;
  private final Supplier<List<String>> warnings;
  private final Supplier<List<PeerLag>> replication;
  private final Supplier<List<PeerJson>> peers;

  /**
   * @param warnings what works now and would be missed, in words without content
   * @param replication what its peers lack of its log; nothing while the database does not tell
   * @param peers how it sees the other regions
   */
  public StatusService(
      NodeIdentity node,
      Desk desk,
      Supplier<RegionState> state,
      Supplier<List<String>> warnings,
      Supplier<List<PeerLag>> replication,
      Supplier<List<PeerJson>> peers) {
    this.node = node;
    this.desk = desk;
    this.state = state;
    this.warnings = warnings;
    this.replication = replication;
    this.peers = peers;
  }

  /** One of a region that has no peers. */
  public StatusService(
      NodeIdentity node, Desk desk, Supplier<RegionState> state, Supplier<List<String>> warnings) {
    this(node, desk, state, warnings, List::of, List::of);
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/v1/status", this::status);
  }

  private void status(ServerRequest request, ServerResponse response) {
    RegionState now = state.get();
    if (now.countsMail()) {
      try {
        Json.send(response, status(now, warnings.get(), Messages.of(desk.pulse())));
        return;
      } catch (Desk.UnavailableException _) {
        now = RegionState.silent("the database does not answer");
      }
    }
    Json.send(response, status(now, List.of(), Messages.UNKNOWN));
  }

  private RegionStatus status(RegionState now, List<String> warned, Messages messages) {
    return new RegionStatus(
        node.region().value(),
        now.state().word(),
        now.reasons(),
        warned,
        node.tier().word(),
        node.version(),
        node.commit(),
        messages,
        peers.get(),
        messages.equals(Messages.UNKNOWN) ? List.of() : lags());
  }

  private List<ReplicationJson> lags() {
    return replication.get().stream().map(ReplicationJson::of).toList();
  }

  record RegionStatus(
      String region,
      String state,
      List<String> reasons,
      List<String> warnings,
      String tier,
      String version,
      String commit,
      Messages messages,
      List<PeerJson> peers,
      List<ReplicationJson> replication) {}

  /** Null where the database does not tell. */
  record Messages(@Nullable Long accepted, @Nullable Long triaged, @Nullable Long quarantined) {
    static final Messages UNKNOWN = new Messages(null, null, null);

    static Messages of(Pulse pulse) {
      return new Messages(pulse.accepted(), pulse.triaged(), pulse.quarantined());
    }
  }
}
