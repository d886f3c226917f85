package dev.postmeridian.link;

import dev.postmeridian.intake.Arrival;
import dev.postmeridian.intake.Outcome;
import dev.postmeridian.intake.Recipient;
import dev.postmeridian.intake.Relay;
import dev.postmeridian.link.LinkRequest.Lane;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Clearance;
import dev.postmeridian.residency.Form;
import dev.postmeridian.residency.Residency;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Passes mail on over the link as it arrives; see {@link RelayService} for the other end. */
public final class RelayClient implements Relay {
  private static final Logger LOG = LoggerFactory.getLogger(RelayClient.class);
  private static final Marker SELDOM = MarkerFactory.getMarker("seldom");
  private static final LinkRequest RELAY =
      new LinkRequest(Lane.MAIL, RelayService.PATH, Duration.ofSeconds(15));

  private final Link link;
  private final Residency residency;

  public RelayClient(Link link, Residency residency) {
    this.link = link;
    this.residency = residency;
  }

  @Override
  public Passage open(Arrival arrival, List<Recipient.Relayed> recipients) {
    var to = recipients.getFirst().to();
    try {
      return begin(to, arrival, recipients);
    } catch (LinkException e) {
      LOG.info(SELDOM, "a mail could not be passed on: {}", e.getMessage());
      return new Lost(recipients.size());
    }
  }

  private Passage begin(RegionName to, Arrival arrival, List<Recipient.Relayed> recipients)
      throws LinkException {
    var countries = recipients.stream().map(Recipient.Relayed::country).distinct().toList();
    var clearances = countries.stream().flatMap(c -> clearance(c, to).stream()).toList();
    if (clearances.size() < countries.size()) {
      return new Lost(recipients.size()); // a transfer ended since the recipient was taken
    }
    var call = link.open(clearances, RELAY);
    try {
      call.write(RelayedMail.beginning(arrival, recipients));
      return new Open(call, recipients.size());
    } catch (LinkException e) {
      call.close();
      throw e;
    }
  }

  private Optional<Clearance> clearance(Country country, RegionName to) {
    return residency
        .clearance(country, to, Form.CLEAR)
        .or(() -> residency.transferClearance(country, to));
  }

  private static List<Outcome> unavailable(int recipients) {
    return Collections.nCopies(recipients, new Outcome.Unavailable());
  }

  /** A passage to a region that is gone. */
  private record Lost(int recipients) implements Passage {
    @Override
    public Verdict write(byte[] bytes, int from, int to) {
      return Verdict.LOST;
    }

    @Override
    public List<Outcome> finish() {
      return unavailable(recipients);
    }

    @Override
    public void close() {}
  }

  /** A passage under way: each piece goes with its length, and none is the end. */
  private static final class Open implements Passage {
    private final LinkCall call;
    private final int recipients;
    private long total;

    Open(LinkCall call, int recipients) {
      this.call = call;
      this.recipients = recipients;
    }

    @Override
    public Verdict write(byte[] bytes, int from, int to) {
      if (to == from) {
        return Verdict.TAKEN;
      }
      try {
        call.write(ByteBuffer.allocate(Integer.BYTES).putInt(to - from).array());
        call.write(bytes, from, to - from);
        total += to - from;
        return Verdict.TAKEN;
      } catch (LinkException e) {
        LOG.info(SELDOM, "a mail was lost on its way: {}", e.getMessage());
        return Verdict.LOST;
      }
    }

    @Override
    public List<Outcome> finish() {
      try {
        call.write(RelayedMail.end(total));
        try (var answer = call.response()) {
          return RelayedMail.outcomes(answer.bytes(RelayedMail.MOST_ANSWER_BYTES), recipients);
        }
      } catch (IOException e) {
        LOG.info(SELDOM, "a mail that was passed on has no answer: {}", e.getClass().getName());
        return unavailable(recipients);
      }
    }

    @Override
    public void close() {
      call.close();
    }
  }
}
