package dev.postmeridian.link;

import dev.postmeridian.intake.Acceptance;
import dev.postmeridian.intake.Arrival;
import dev.postmeridian.intake.Outcome;
import dev.postmeridian.intake.Recipient;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.RegionName;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A mail on the link: the length of its envelope and the envelope as JSON; pieces of its data, each
 * behind its length; then a length of zero and the length of all data, which proves that nothing is
 * missing. All lengths are big-endian, the last of 8 bytes, the others of 4.
 */
final class RelayedMail {
  static final int MOST_ANSWER_BYTES = 1 << 20;
  private static final int MOST_ENVELOPE_BYTES = 1 << 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private RelayedMail() {}

  /**
   * @param sender empty for the null sender
   * @param client the address in base 64
   */
  private record Envelope(
      String sender,
      String via,
      String greeting,
      String client,
      String protocol,
      List<String> recipients) {}

  /** What became of a mail, for all of its recipients; {@code kept} is empty if it was not. */
  private record Answer(@Nullable Integer loopingHops, @Nullable List<Kept> kept) {}

  private record Kept(String id, boolean duplicate) {}

  /** What the ingress region knows of a mail. */
  record Begun(Arrival arrival, List<MailAddress> recipients) {}

  static byte[] beginning(Arrival arrival, List<Recipient.Relayed> recipients) {
    byte[] envelope =
        MAPPER.writeValueAsBytes(
            new Envelope(
                arrival.sender().address().map(MailAddress::toString).orElse(""),
                arrival.via().name(),
                arrival.greeting(),
                Base64.getEncoder().encodeToString(arrival.client().getAddress()),
                arrival.protocol(),
                recipients.stream().map(to -> to.mailbox().toString()).toList()));
    return ByteBuffer.allocate(Integer.BYTES + envelope.length)
        .putInt(envelope.length)
        .put(envelope)
        .array();
  }

  static byte[] end(long total) {
    return ByteBuffer.allocate(Integer.BYTES + Long.BYTES).putInt(0).putLong(total).array();
  }

  /**
   * Reads the envelope.
   *
   * @param through the region that passes it on
   * @throws IOException if there is none
   */
  static Begun begun(DataInputStream in, RegionName through) throws IOException {
    int length = in.readInt();
    if (length < 1 || length > MOST_ENVELOPE_BYTES) {
      throw new IOException("an envelope has no " + length + " bytes");
    }
    try {
      var envelope = MAPPER.readValue(in.readNBytes(length), Envelope.class);
      var arrival =
          new Arrival(
              MaybeSender.parse(envelope.sender()),
              Acceptance.Via.valueOf(envelope.via()),
              envelope.greeting(),
              InetAddress.getByAddress(Base64.getDecoder().decode(envelope.client())),
              envelope.protocol(),
              Optional.of(through));
      return new Begun(arrival, envelope.recipients().stream().map(MailAddress::parse).toList());
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new IOException("what came from " + through + " is no envelope", e);
    }
  }

  static byte[] answer(List<Outcome> outcomes) {
    var kept = new ArrayList<Kept>();
    Integer hops = null;
    for (var outcome : outcomes) {
      switch (outcome) {
        case Outcome.Kept(MessageId id, boolean duplicate) ->
            kept.add(new Kept(id.hex(), duplicate));
        case Outcome.Looping(int passed) -> hops = passed;
        case Outcome.Sealed _, Outcome.Unavailable _ -> {}
      }
    }
    return MAPPER.writeValueAsBytes(new Answer(hops, kept));
  }

  /**
   * Reads an answer.
   *
   * @return an outcome for each recipient
   * @throws IOException if it is none, or cut off
   */
  static List<Outcome> outcomes(byte[] answer, int recipients) throws IOException {
    try {
      var read = MAPPER.readValue(answer, Answer.class);
      if (read.loopingHops() != null) {
        return Collections.nCopies(recipients, new Outcome.Looping(read.loopingHops()));
      }
      var kept = Optional.ofNullable(read.kept()).orElse(List.of());
      if (kept.isEmpty()) {
        return Collections.nCopies(recipients, new Outcome.Unavailable());
      }
      if (kept.size() != recipients) {
        throw new IOException("an answer for other recipients");
      }
      return kept.stream()
          .<Outcome>map(one -> new Outcome.Kept(new MessageId(one.id()), one.duplicate()))
          .toList();
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException("no answer to a relayed mail", e);
    }
  }
}
