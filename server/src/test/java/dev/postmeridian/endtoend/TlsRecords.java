package dev.postmeridian.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;

/** What a TLS server says, as anybody on the way sees it (RFC 8446, sections 4.1.3 and 5.1). */
final class TlsRecords {
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;
  private static final int APPLICATION_DATA = 23;
  private static final int SERVER_HELLO = 2;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int TLS_1_3 = 0x0304;

  private TlsRecords() {}

  /** A ServerHello that chooses TLS 1.3, and nothing after it but what is encrypted. */
  static void assertServerSpeaksTls13(Conversation server) {
    var in = ByteBuffer.wrap(server.bytes());
    boolean hello = false;
    while (in.remaining() >= 5) {
      int type = in.get();
      assertThat(in.getShort()).as("version of the records of %s", server).isEqualTo((short) 0x303);
      int length = in.getShort() & 0xffff;
      if (type == HANDSHAKE) { // the one that chooses, or one that asks for another first word
        hello = true;
        assertThat(version(in.slice())).as("version that %s chose", server).isEqualTo(TLS_1_3);
      } else {
        assertThat(hello).as("%s begins with a ServerHello", server).isTrue();
        assertThat(type).as("%s", server).isIn(CHANGE_CIPHER_SPEC, APPLICATION_DATA);
      }
      in.position(Math.min(in.limit(), in.position() + length));
    }
    assertThat(hello).as("%s begins with a ServerHello", server).isTrue();
  }

  /** A client's first record is a handshake, all others are encrypted or say what is to come. */
  static void assertClientSpeaksTls(Conversation client) {
    var in = ByteBuffer.wrap(client.bytes());
    int handshakes = 0;
    while (in.remaining() >= 5) {
      int type = in.get();
      assertThat(type).as("%s", client).isIn(CHANGE_CIPHER_SPEC, HANDSHAKE, APPLICATION_DATA);
      handshakes += type == HANDSHAKE ? 1 : 0;
      in.getShort();
      int length = in.getShort() & 0xffff;
      in.position(Math.min(in.limit(), in.position() + length));
    }
    assertThat(handshakes).as("plain handshakes of %s", client).isBetween(1, 2);
  }

  private static int version(ByteBuffer hello) {
    assertThat((int) hello.get()).as("kind of handshake").isEqualTo(SERVER_HELLO);
    hello.position(4 + 2 + 32);
    hello.position(hello.position() + 1 + hello.get(hello.position())); // the session's id
    hello.position(hello.position() + 2 + 1);
    int end = hello.position() + 2 + (hello.getShort(hello.position()) & 0xffff);
    hello.position(hello.position() + 2);
    while (hello.position() < end) {
      int extension = hello.getShort();
      int length = hello.getShort() & 0xffff;
      if (extension == SUPPORTED_VERSIONS) {
        return hello.getShort() & 0xffff;
      }
      hello.position(hello.position() + length);
    }
    return 0;
  }
}
