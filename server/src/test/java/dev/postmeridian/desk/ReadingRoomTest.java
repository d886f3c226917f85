package dev.postmeridian.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postmeridian.console.SampleMail;
import dev.postmeridian.mail.MessageId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ReadingRoomTest {
  private static final int MEBIBYTE = 1 << 20;

  private final InMemoryDesk desk = SampleMail.desk(1);
  private final MessageId small = SampleMail.id(0);
  private final MessageId large =
      SampleMail.addRaw(desk, 1, "Subject: a\n\n" + "x".repeat(MEBIBYTE));

  @Test
  void whoFindsNoRoomIsSentAwayAndWhoComesLaterIsNot() {
    var room = new ReadingRoom(desk, 5 * MEBIBYTE, Duration.ofMillis(1));
    assertThat(room.read("ada", large, _ -> isFull(room, large))).hasValue(true);
    assertThat(room.read("ada", large, _ -> isFull(room, small))).hasValue(true);
    assertThat(room.read("ada", small, _ -> isFull(room, small))).hasValue(false);
    assertThat(isFull(room, large)).isFalse();
  }

  @Test
  void whoWaitsComesInAsSoonAsThereIsRoom() {
    var room = new ReadingRoom(desk, 5 * MEBIBYTE, Duration.ofSeconds(20));
    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      Optional<CompletableFuture<Optional<Integer>>> second =
          room.read(
              "ada",
              large,
              _ ->
                  CompletableFuture.supplyAsync(
                      () -> room.read("bob", large, raw -> raw.length), others));
      assertThat(second.orElseThrow().join().orElseThrow()).isGreaterThan(MEBIBYTE);
    }
  }

  @Test
  void aMailBeyondTheRoomHasItToItself() {
    var room = new ReadingRoom(desk, MEBIBYTE, Duration.ofMillis(1));
    assertThat(room.read("ada", large, _ -> isFull(room, small))).hasValue(true);
  }

  @Test
  void inPiecesALargeMailNeedsLittleRoom() throws IOException {
    var room = new ReadingRoom(desk, MEBIBYTE, Duration.ofMillis(1));
    byte[] whole = desk.raw("ada", large).flatMap(RawMail::whole).orElseThrow();
    var copy = new ByteArrayOutputStream();
    boolean found =
        room.lend(
            "ada",
            large,
            mail ->
                room.lend(
                    "bob", large, _ -> assertThat(copied(mail, copy)).isEqualTo(mail.bytes())));
    assertThat(found).isTrue();
    assertThat(copy.toByteArray()).isEqualTo(whole);
  }

  @Test
  void whatIsUnknownIsNotThere() {
    var room = new ReadingRoom(desk);
    assertThat(room.read("ada", SampleMail.id(7), raw -> raw)).isEmpty();
    assertThat(room.lend("ada", SampleMail.id(7), _ -> {})).isFalse();
  }

  @Test
  void whatIsErasedWhileItIsReadBreaksOff() {
    var mail = new RawMail(10, (from, _) -> Optional.of(new byte[4]).filter(_ -> from == 0));
    assertThat(mail.whole()).isEmpty();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> mail.copyTo(new ByteArrayOutputStream()));
  }

  private static int copied(RawMail mail, ByteArrayOutputStream copy) {
    try {
      mail.copyTo(copy);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return copy.size();
  }

  private static boolean isFull(ReadingRoom room, MessageId id) {
    try {
      room.read("bob", id, raw -> raw.length);
      return false;
    } catch (ReadingRoom.FullException e) {
      return true;
    }
  }
}
