package dev.postmeridian.link;

import dev.postmeridian.health.HealthLimits;
import dev.postmeridian.health.HealthState;
import dev.postmeridian.health.Heartbeat;
import dev.postmeridian.health.PeerState;
import dev.postmeridian.link.LinkRequest.Lane;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.routing.Outlook;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What a node knows of the other regions: each tells it every second how it is, as the answer to a
 * question that is renewed now and then; what fails meanwhile is counted. The router's outlook.
 */
public final class Peers implements Supplier<Outlook>, LinkService, AutoCloseable {
  private static final String PATH = "/heartbeat";
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration FAREWELL = Duration.ofMillis(500);
  private static final Duration AGAIN = Duration.ofMillis(250);

  /** Then the round trip is measured again. */
  private static final int MOST_BEATS = 20;

  private final RegionName here;
  private final Link link;
  private final Residency residency;
  private final Duration interval;
  private final LinkRequest pulse;

  /** An idle connection is closed after a while; mail shall not wait for a new one. */
  private final LinkRequest warming;

  private final Supplier<Heartbeat> self;
  private final Map<RegionName, PeerWatch> watches = new TreeMap<>();
  private volatile Heartbeat own;
  private volatile boolean closed;

  /**
   * @param self how this region is; asked once a second
   */
  public Peers(
      RegionName here,
      Link link,
      Residency residency,
      HealthLimits limits,
      Supplier<Heartbeat> self) {
    this.here = here;
    this.link = link;
    this.residency = residency;
    this.interval = limits.heartbeat();
    this.pulse = new LinkRequest(Lane.PULSE, PATH, PATIENCE.plus(interval));
    this.warming = new LinkRequest(Lane.MAIL, PATH, PATIENCE);
    this.self = self;
    this.own = self.get();
    link.peers()
        .forEach(region ->
            watches.put(region, new PeerWatch(region, limits, () -> link.breakOff(region))));
    link.listener(this::failed);
  }

  /** Begins to ask. */
  public Peers start() {
    Thread.ofPlatform().name("own-heartbeat").daemon().start(this::lookAtSelf);
    watches.forEach((region, watch) ->
        Thread.ofPlatform()
            .name("heartbeat-" + region)
            .daemon()
            .start(() -> listen(region, watch)));
    return this;
  }

  @Override
  public Outlook get() {
    var views = new HashMap<RegionName, Outlook.View>();
    watches.forEach((region, watch) -> views.put(region, watch.view()));
    views.put(here, ofItself(self()));
    return new Outlook(views);
  }

  /** A region that could take no mail a moment ago may be able to now: no sender waits for it. */
  private Heartbeat self() {
    if (!own.state().takesMail() && !closed) {
      own = self.get();
    }
    return own;
  }

  private static Outlook.View ofItself(Heartbeat own) {
    return new Outlook.View(
        new PeerState(own.state(), own.state().takesMail() ? 1 : 0),
        own.modelHealthy(),
        own.utilisation(),
        own.queueDelay(),
        Duration.ZERO,
        own.keyEscrowed());
  }

  /** How this node sees each other region. */
  public List<PeerReport> reports() {
    return watches.values().stream().map(PeerWatch::report).toList();
  }

  private void failed(RegionName region, String why) {
    var watch = watches.get(region);
    if (watch != null && !closed) {
      watch.failed(why);
    }
  }

  private void lookAtSelf() {
    while (!closed) {
      own = self.get();
      pause(interval);
    }
  }

  /** Short at first: each stream begins with a round trip that is measured. */
  private void listen(RegionName region, PeerWatch watch) {
    int beats = 1;
    while (!closed) {
      boolean whole = listen(region, watch, pulse, beats);
      if (whole && beats == MOST_BEATS) {
        whole = listen(region, watch, warming, 1);
      }
      beats = whole ? Math.min(beats + 1, MOST_BEATS) : 1;
      pause(whole ? interval : AGAIN);
    }
  }

  /** Hears so many heartbeats; whether all came. */
  private boolean listen(RegionName region, PeerWatch watch, LinkRequest request, int beats) {
    long start = System.nanoTime();
    byte[] question = HeartbeatStream.question(beats, own);
    try (var answer = link.exchange(residency.metadata(region), request, question)) {
      var in = new DataInputStream(answer.body());
      for (int beat = 0; beat < beats; beat++) {
        var heard = HeartbeatStream.read(in, region);
        watch.heard(heard);
        if (beat == 0) {
          watch.took(Duration.ofNanos(System.nanoTime() - start));
        }
      }
      answer.end();
      return true;
    } catch (LinkException _) {
      return false; // the link has told us already
    } catch (IOException _) {
      failed(region, "its heartbeats broke off");
      return false;
    }
  }

  @Override
  public String path() {
    return PATH;
  }

  /**
   * A peer listens for a while, and says itself how it is: only that it goes is believed before we
   * ask.
   */
  @Override
  public void handle(LinkPeer peer, InputStream in, OutputStream out) throws IOException {
    var question = HeartbeatStream.question(in, peer.region());
    var watch = watches.get(peer.region());
    boolean goes =
        question.own().state() == HealthState.DRAINING && !link.hasSeveralNodes(peer.region());
    if (watch != null && goes) {
      watch.told(question.own());
    }
    HeartbeatStream.write(out, own);
    for (int beat = 1; beat < question.beats() && !closed; beat++) {
      pause(interval);
      HeartbeatStream.write(out, own);
    }
  }

  /** Tells all that this node takes no more mail, so that they send theirs elsewhere at once. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    var o = own;
    own =
        new Heartbeat(
            here,
            HealthState.DRAINING,
            o.utilisation(),
            o.queueDelay(),
            o.models(),
            o.keyEscrowed(),
            o.positions(),
            o.registryCommit());
    var farewells =
        watches.keySet().stream()
            .map(region -> Thread.ofVirtual().start(() -> sayFarewell(region)))
            .toList();
    farewells.forEach(Peers::await);
  }

  private void sayFarewell(RegionName region) {
    var request = new LinkRequest(Lane.PULSE, PATH, FAREWELL);
    try (var _ =
        link.exchange(residency.metadata(region), request, HeartbeatStream.question(1, own))) {
      // that it was heard is all
    } catch (IOException _) {
      // it will notice by itself
    }
  }

  private static void await(Thread thread) {
    try {
      thread.join(FAREWELL);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.isNegative() ? Duration.ZERO : time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
