package dev.postmeridian.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MessageIdTest {
  private static final byte[] KEY = "0123456789abcdef".getBytes(UTF_8);
  private static final byte[] DATA = "Subject: x\r\n\r\ny\r\n".getBytes(UTF_8);
  private static final MailAddress ADA = MailAddress.parse("ada@example.org");
  private static final MaybeSender BOB = MaybeSender.parse("bob@example.org");

  @Test
  void theSameMailForTheSameMailboxIsTheSameMessage() {
    assertThat(MessageId.of(KEY, ADA, BOB, DATA))
        .isEqualTo(MessageId.of(KEY, MailAddress.parse("ADA@Example.org"), BOB, DATA.clone()));
  }

  @Test
  void mailboxSenderDataAndKeyEachMakeAnotherMessage() {
    MessageId id = MessageId.of(KEY, ADA, BOB, DATA);
    assertThat(id).isNotEqualTo(MessageId.of(KEY, MailAddress.parse("eve@example.org"), BOB, DATA));
    assertThat(id).isNotEqualTo(MessageId.of(KEY, ADA, MaybeSender.NULL, DATA));
    assertThat(id).isNotEqualTo(MessageId.of(KEY, ADA, BOB, new byte[] {1}));
    assertThat(id).isNotEqualTo(MessageId.of("another key 0123".getBytes(UTF_8), ADA, BOB, DATA));
  }

  @Test
  void bytesAndHexAreTheSameId() {
    MessageId id = MessageId.of(KEY, ADA, BOB, DATA);
    assertThat(MessageId.of(id.bytes())).isEqualTo(id);
    assertThat(id.bytes()).hasSize(16);
    assertThatThrownBy(() -> new MessageId("xyz")).isInstanceOf(IllegalArgumentException.class);
  }
}
