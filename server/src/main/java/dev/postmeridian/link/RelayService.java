package dev.postmeridian.link;

import dev.postmeridian.intake.ClientNetwork;
import dev.postmeridian.intake.DataSink.Verdict;
import dev.postmeridian.intake.Intake;
import dev.postmeridian.intake.MailBuffer;
import dev.postmeridian.intake.Outcome;
import dev.postmeridian.intake.Recipient;
import dev.postmeridian.mail.MailAddress;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Takes mail that another region passes on while its sender sends it. It is stored once all of it
 * is here, and answered for then; what was broken off leaves nothing.
 */
public final class RelayService implements LinkService {
  static final String PATH = "/relay";
  private static final int PIECE_BYTES = 16 << 10;

  private final Intake intake;

  public RelayService(Intake intake) {
    this.intake = intake;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public void handle(LinkPeer peer, InputStream in, OutputStream out) throws IOException {
    var data = new DataInputStream(in);
    var begun = RelayedMail.begun(data, peer.region());
    try (var mail = intake.newMail(ClientNetwork.of(begun.arrival().client()))) {
      boolean whole = read(data, mail);
      var recipients = taken(begun.recipients());
      var outcomes =
          whole && recipients.isPresent()
              ? intake.accept(begun.arrival(), recipients.get(), mail.toByteArray())
              : Collections.<Outcome>nCopies(begun.recipients().size(), new Outcome.Unavailable());
      out.write(RelayedMail.answer(outcomes));
    }
  }

  /** The same law here as there; empty if it is not, as while a new file is rolled out. */
  private Optional<List<Recipient.Here>> taken(List<MailAddress> mailboxes) {
    var here = mailboxes.stream().flatMap(to -> intake.passedOn(to).stream()).toList();
    boolean all = !here.isEmpty() && here.size() == mailboxes.size();
    return all ? Optional.of(here) : Optional.empty();
  }

  /**
   * Reads the mail; false if there is no room for it.
   *
   * @throws IOException if it was broken off
   */
  private static boolean read(DataInputStream in, MailBuffer mail) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    long total = 0;
    var verdict = mail.reserve(0) ? Verdict.TAKEN : Verdict.NO_ROOM;
    for (int left; (left = in.readInt()) != 0; ) {
      while (left > 0) {
        int some = Math.min(left, piece.length);
        in.readFully(piece, 0, some);
        verdict = verdict == Verdict.TAKEN ? mail.write(piece, 0, some) : verdict;
        left -= some;
        total += some;
      }
    }
    if (in.readLong() != total) {
      throw new IOException("a mail came without some of its data");
    }
    return verdict == Verdict.TAKEN;
  }
}
