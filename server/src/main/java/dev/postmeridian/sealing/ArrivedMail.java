package dev.postmeridian.sealing;

import dev.postmeridian.intake.Acceptance.Via;
import dev.postmeridian.intake.Arrival;
import dev.postmeridian.mail.MailAddress;
import dev.postmeridian.mail.MaybeSender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A mail as it arrived at a region that may not read it: what is inside the seal. It has a version
 * of its own.
 *
 * @param recipients mailboxes of one country
 * @param data the mail as it came; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
record ArrivedMail(Arrival arrival, Instant receivedAt, List<MailAddress> recipients, byte[] data) {
  private static final int VERSION = 1;

  ArrivedMail {
    recipients = List.copyOf(recipients);
  }

  byte[] written() {
    var bytes = new ByteArrayOutputStream(data.length + 1024);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(arrival.sender().address().map(MailAddress::toString).orElse(""));
      out.writeUTF(arrival.via().name());
      out.writeUTF(arrival.greeting());
      byte[] client = arrival.client().getAddress();
      out.writeByte(client.length);
      out.write(client);
      out.writeUTF(arrival.protocol());
      out.writeLong(receivedAt.toEpochMilli());
      out.writeShort(recipients.size());
      for (MailAddress recipient : recipients) {
        out.writeUTF(recipient.toString());
      }
      out.write(data);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes what is written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IOException if it is of another version
   * @throws IllegalArgumentException if it is not of the form
   */
  static ArrivedMail read(byte[] written) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(written))) {
      if (in.readByte() != VERSION) {
        throw new IOException("sealed mail of another version");
      }
      var sender = MaybeSender.parse(in.readUTF());
      var via = Via.valueOf(in.readUTF());
      String greeting = in.readUTF();
      byte[] client = new byte[in.readUnsignedByte()];
      in.readFully(client);
      var arrival =
          new Arrival(sender, via, greeting, InetAddress.getByAddress(client), in.readUTF());
      var receivedAt = Instant.ofEpochMilli(in.readLong());
      var recipients = new ArrayList<MailAddress>();
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        recipients.add(MailAddress.parse(in.readUTF()));
      }
      return new ArrivedMail(arrival, receivedAt, recipients, in.readAllBytes());
    }
  }
}
