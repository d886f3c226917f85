package dev.postmeridian.sealing;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import dev.postmeridian.region.RegionName;
import dev.postmeridian.residency.Form;
import dev.postmeridian.residency.Residency;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers what peers ask about sealing; who asks is proven by the link. */
public final class SealingEndpoint {
  private static final long SMALL = 64 << 10;
  private static final long MAIL_BYTES = 256L << 20;
  private static final long PAGE_BYTES = 4 << 20;
  private static final int TOMBSTONES = 2000;
  private final Residency residency;
  private final RegionKeys keys;
  private final SealedMailbox mailbox;
  private final SealedCopies copies;

  public SealingEndpoint(
      Residency residency, RegionKeys keys, SealedMailbox mailbox, SealedCopies copies) {
    this.residency = residency;
    this.keys = keys;
    this.mailbox = mailbox;
    this.copies = copies;
  }

  /**
   * Answers one question.
   *
   * @param peer who asks, as its certificate says
   * @throws IOException if the peer breaks off, or asks what is no question
   */
  public void answer(
      SealingQuestion question, RegionName peer, InputStream asked, OutputStream answer)
      throws IOException {
    try {
      switch (question) {
        case KEY -> Blocks.write(answer, key());
        case MAIL -> Blocks.write(answer, List.of(take(Blocks.read(asked, MAIL_BYTES))));
        case COPIES -> Blocks.write(answer, copies(peer, Blocks.read(asked, SMALL)));
        case TOMBSTONES -> Blocks.write(answer, tombstones(peer, Blocks.read(asked, SMALL)));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("region " + peer + " asks what is no question of this version", e);
    }
  }

  private List<byte[]> key() {
    var current = keys.current();
    return List.of(current.key().bytes(), new byte[] {(byte) (current.escrowed() ? 1 : 0)});
  }

  private byte[] take(List<byte[]> sealed) {
    byte[] verdicts = new byte[sealed.size()];
    for (int i = 0; i < verdicts.length; i++) {
      verdicts[i] = mailbox.take(sealed.get(i)).code();
    }
    return verdicts;
  }

  private List<byte[]> copies(RegionName peer, List<byte[]> asked) {
    String place = new String(first(asked), StandardCharsets.US_ASCII);
    Optional<CopyPlace> after =
        place.isEmpty() ? Optional.empty() : Optional.of(CopyPlace.parse(place));
    List<SealedCopy> page = copies.page(peer, after, PAGE_BYTES);
    List<byte[]> cleared = cleared(page, peer);
    // an empty answer is the end: a page of what may not be told any more is passed over
    while (cleared.isEmpty() && !page.isEmpty()) {
      page = copies.page(peer, Optional.of(page.getLast().place()), PAGE_BYTES);
      cleared = cleared(page, peer);
    }
    return cleared;
  }

  private List<byte[]> cleared(List<SealedCopy> page, RegionName peer) {
    return page.stream()
        .filter(copy -> isCleared(copy.label().country(), peer))
        .map(SealedCopy::bytes)
        .toList();
  }

  private List<byte[]> tombstones(RegionName peer, List<byte[]> asked) {
    byte[] id = first(asked);
    Optional<MessageId> after =
        id.length == 16 ? Optional.of(MessageId.of(id)) : Optional.<MessageId>empty();
    return copies.tombstones(coveredBy(peer), after, TOMBSTONES).stream()
        .map(SealingPeer::written)
        .toList();
  }

  private Set<Country> coveredBy(RegionName peer) {
    return Country.all().stream()
        .filter(country -> residency.lawfulRegions(country).contains(peer))
        .collect(Collectors.toSet());
  }

  private boolean isCleared(Country country, RegionName peer) {
    return residency.clearance(country, peer, Form.SEALED).isPresent();
  }

  private static byte[] first(List<byte[]> asked) {
    return asked.stream().findFirst().orElseGet(() -> new byte[0]);
  }
}
