package dev.postmeridian.handover;

import dev.postmeridian.change.ReplicationClass;
import dev.postmeridian.handover.HandoverWire.Question;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.replication.FeedName;
import dev.postmeridian.replication.FeedReceiver;
import dev.postmeridian.replication.RecordKey;
import dev.postmeridian.residency.Jurisdiction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers a region that is to let go of mail: fetches from it what is not here yet, as far as the
 * law of both sides has it, and says what is durable here. Asked again it does no harm.
 */
public final class HandoverEndpoint {
  private final Jurisdiction law;
  private final Function<RegionName, FeedReceiver> receivers;
  private final HandoverInbox inbox;

  /**
   * @param receivers what takes records from a peer, and checks them
   */
  public HandoverEndpoint(
      Jurisdiction law, Function<RegionName, FeedReceiver> receivers, HandoverInbox inbox) {
    this.law = law;
    this.receivers = receivers;
    this.inbox = inbox;
  }

  /**
   * Answers one question.
   *
   * @param peer who asks, as its certificate says
   * @throws IOException if the peer breaks off, or asks what is no question
   */
  public void answer(RegionName peer, InputStream in, OutputStream out) throws IOException {
    Question asked = HandoverWire.question(in.readNBytes(HandoverWire.MOST_BYTES));
    FeedReceiver receiver = receivers.apply(peer);
    takeIdKeys(receiver, asked.countries());
    out.write(HandoverWire.answer(take(peer, receiver, asked.messages())));
  }

  private void takeIdKeys(FeedReceiver receiver, List<Country> countries) {
    List<Country> own =
        countries.stream()
            .filter(c -> law.residency().lawfulRegions(c).contains(law.region()))
            .toList();
    if (!own.isEmpty()) {
      receiver.takeIdKeys(own);
    }
  }

  private Set<MessageId> take(RegionName peer, FeedReceiver receiver, List<Departing> messages) {
    Set<MessageId> held = inbox.held(messages);
    List<RecordKey> missing =
        messages.stream().filter(m -> !held.contains(m.id())).flatMap(Departing::keys).toList();
    if (!missing.isEmpty()) {
      receiver.fetch(new FeedName(peer, peer, ReplicationClass.NORMAL), missing);
    }
    Set<MessageId> now = missing.isEmpty() ? held : inbox.held(messages);
    inbox.adopt(messages.stream().filter(m -> m.adopted() && now.contains(m.id())).toList());
    return now;
  }
}
