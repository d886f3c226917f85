package dev.postmeridian.sealing;

import dev.postmeridian.change.Stamp;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Form;
import dev.postmeridian.residency.Residency;
import dev.postmeridian.sealing.RegionKeys.CurrentKey;
import dev.postmeridian.sealing.SealedCopies.Tombstone;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Asks the other regions about keys, mail and copies. */
public final class SealingPeer {
  private static final long SMALL = 64 << 10;

  /** A page of copies, with one copy of the largest mail at its end. */
  static final long PAGE_BYTES = 256L << 20;

  private final Residency residency;
  private final SealingTransport transport;

  public SealingPeer(Residency residency, SealingTransport transport) {
    this.residency = residency;
    this.transport = transport;
  }

  /** What a peer is sealed to. */
  CurrentKey key(RegionName peer) throws IOException {
    List<byte[]> told = ask(peer, SealingQuestion.KEY, List.of(), SMALL);
    if (told.size() < 2 || told.get(1).length != 1) {
      throw new IOException("the peer tells no key");
    }
    try {
      return new CurrentKey(new PublicKey(told.getFirst()), told.get(1)[0] == 1);
    } catch (IllegalArgumentException e) {
      throw new IOException("the peer tells a key that is none", e);
    }
  }

  /** Whether a region may have mail of a country that waits for it sealed. */
  boolean mayTake(RegionName to, Country country) {
    return residency.clearance(country, to, Form.SEALED).isPresent();
  }

  /**
   * Brings mail that was accepted for a region.
   *
   * @param country of all of it
   * @return a verdict for each, in the same order; LATER where the law forbids it by now
   */
  List<Verdict> deliver(RegionName to, Country country, List<byte[]> sealed) throws IOException {
    var clearance = residency.clearance(country, to, Form.SEALED);
    if (clearance.isEmpty()) {
      return sealed.stream().map(_ -> Verdict.LATER).toList();
    }
    byte[] codes =
        transport
            .ask(
                clearance.get(),
                SealingQuestion.MAIL,
                Blocks.written(sealed),
                answer -> Blocks.read(answer, SMALL))
            .stream()
            .findFirst()
            .orElseGet(() -> new byte[0]);
    if (codes.length != sealed.size()) {
      throw new IOException("the peer did not answer for each mail");
    }
    var verdicts = new ArrayList<Verdict>();
    for (byte code : codes) {
      verdicts.add(Verdict.of(code));
    }
    return verdicts;
  }

  /** The next of the copies that a holder has for this region; empty at their end. */
  List<SealedCopy> copies(RegionName holder, Optional<CopyPlace> after) throws IOException {
    byte[] place = after.map(CopyPlace::toString).orElse("").getBytes(StandardCharsets.US_ASCII);
    try {
      return ask(holder, SealingQuestion.COPIES, List.of(place), PAGE_BYTES).stream()
          .map(SealedCopy::parse)
          .toList();
    } catch (SealedCopy.UnreadableException e) {
      throw new IOException("the holder sends what is no sealed copy of this version", e);
    }
  }

  /** The next of the erased messages that a holder knows; empty at their end. */
  List<Tombstone> tombstones(RegionName holder, Optional<MessageId> after) throws IOException {
    byte[] id = after.map(MessageId::bytes).orElseGet(() -> new byte[0]);
    try {
      return ask(holder, SealingQuestion.TOMBSTONES, List.of(id), 8 * SMALL).stream()
          .map(SealingPeer::tombstone)
          .toList();
    } catch (IllegalArgumentException e) {
      throw new IOException("the holder sends what is no tombstone of this version", e);
    }
  }

  static byte[] written(Tombstone t) {
    byte[] rest = (t.country().code() + t.stamp()).getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(t.message().bytes(), 16 + rest.length);
    System.arraycopy(rest, 0, whole, 16, rest.length);
    return whole;
  }

  private static Tombstone tombstone(byte[] written) {
    if (written.length < 18) {
      throw new IllegalArgumentException("a tombstone names message, country and stamp");
    }
    String rest = new String(written, 16, written.length - 16, StandardCharsets.US_ASCII);
    return new Tombstone(
        MessageId.of(written), Stamp.parse(rest.substring(2)), new Country(rest.substring(0, 2)));
  }

  private List<byte[]> ask(
      RegionName peer, SealingQuestion question, List<byte[]> body, long mostBytes)
      throws IOException {
    SealingTransport.Reading<List<byte[]>> reading =
        (InputStream answer) -> Blocks.read(answer, mostBytes);
    return transport.ask(residency.metadata(peer), question, Blocks.written(body), reading);
  }
}
