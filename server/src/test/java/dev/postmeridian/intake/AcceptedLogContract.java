package dev.postmeridian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.intake.AcceptedLog.Stored;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.Country;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What whoever brings mail may rely on, whatever keeps it. */
public abstract class AcceptedLogContract {
  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  /** The log, which takes mail. */
  protected abstract AcceptedLog log();

  /** The bytes it keeps of a message. */
  protected abstract Optional<byte[]> kept(MessageId id);

  @Test
  void bytesAreKeptAsTheyCame() {
    Acceptance mail = mail("Subject: one\r\n\r\nbody \0 \u00ff\r\n");

    assertThat(log().accept(List.of(mail))).containsExactly(new Stored(mail.id(), false));
    assertThat(kept(mail.id()).orElseThrow()).isEqualTo(mail.data());
    assertThat(kept(mail("never brought").id())).isEmpty();
  }

  @Test
  void theSameMailAgainIsTheSameMessage() {
    Acceptance mail = mail("Subject: twice\r\n\r\n");

    assertThat(log().accept(List.of(mail))).extracting(Stored::duplicate).containsExactly(false);
    assertThat(log().accept(List.of(mail))).extracting(Stored::duplicate).containsExactly(true);
  }

  @Test
  void answersComeInTheOrderOfTheMessages() {
    Acceptance known = mail("Subject: known\r\n\r\n");
    log().accept(List.of(known));
    Acceptance fresh = mail("Subject: fresh\r\n\r\n");

    assertThat(log().accept(List.of(fresh, known, fresh)))
        .containsExactly(
            new Stored(fresh.id(), false),
            new Stored(known.id(), true),
            new Stored(fresh.id(), true));
    assertThat(log().accept(List.of())).isEmpty();
  }

  @Test
  void manyCallersAtOnceEachGetTheirOwnAnswer() throws Exception {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<List<Stored>>>();
      for (int i = 0; i < 500; i++) {
        Acceptance mail = mail("Subject: many " + i / 2 + "\r\n\r\n");
        answers.add(callers.submit(() -> log().accept(List.of(mail))));
      }
      int fresh = 0;
      for (var answer : answers) {
        fresh += answer.get().getFirst().duplicate() ? 0 : 1;
      }
      assertThat(fresh).isEqualTo(250);
    }
  }

  private static Acceptance mail(String text) {
    var recipient = MailAddress.parse("ada@mail.example");
    var sender = MaybeSender.of(MailAddress.parse("bob@sender.example"));
    byte[] data = text.getBytes(StandardCharsets.ISO_8859_1);
    return new Acceptance(
        MessageId.of(KEY, recipient, sender, data),
        recipient,
        new Country("DE"),
        sender,
        Instant.ofEpochMilli(1_800_000_000_000L),
        Acceptance.Via.SMTP,
        "Received: from a by b",
        data);
  }
}
