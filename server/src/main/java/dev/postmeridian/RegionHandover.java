package dev.postmeridian;

import dev.postmeridian.feed.RemoteFeed;
import dev.postmeridian.handover.Handover;
import dev.postmeridian.handover.HandoverEndpoint;
import dev.postmeridian.handover.PatientTransport;
import dev.postmeridian.http.ResidencyService;
import dev.postmeridian.link.Link;
import dev.postmeridian.link.LinkService;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.Admission;
import dev.postmeridian.replication.FeedReceiver;
import dev.postmeridian.replication.Sharing;
import dev.postmeridian.residency.Jurisdiction;
import dev.postmeridian.residency.Mailboxes;
import dev.postmeridian.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A node's part in a change of law: what it hands over, and what it takes; wired by hand. */
final class RegionHandover implements AutoCloseable {
  /** A node that was killed is back in less. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Jurisdiction law;
  private final Store store;
  private final Link link;
  private final PatientTransport peers;
  private final Handover handover;

  RegionHandover(Jurisdiction law, Mailboxes mailboxes, Store store, Link link) {
    this.law = law;
    this.store = store;
    this.link = link;
    this.peers = new PatientTransport(HandoverLink.asking(link, law.residency()), PATIENCE);
    this.handover =
        new Handover(
            law,
            mailboxes,
            store.handover(),
            store.handoverJournal(),
            peers,
            store.handoverInbox(),
            store::lookForForeignMail);
  }

  /** Goes on with what an earlier node began. */
  RegionHandover resume() {
    handover.resume();
    return this;
  }

  /** What answers peers that are to let go of mail. */
  LinkService answering() {
    return HandoverLink.answering(new HandoverEndpoint(law, this::receiver, store.handoverInbox()));
  }

  private FeedReceiver receiver(RegionName peer) {
    return new FeedReceiver(
        new RemoteFeed(peer, LinkFeeds.asking(link, law.residency())),
        store.feeds().inbox(),
        new Admission(law.region(), law.residency(), InstantSource.system()),
        new Sharing(List.of(), List.of()),
        InstantSource.system());
  }

  /** The change of law, over HTTP. */
  ResidencyService service() {
    return new ResidencyService(law.region(), handover, store.holdings());
  }

  @Override
  public void close() {
    peers.close();
    handover.close();
  }
}
