package dev.postmeridian.endtoend;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A sender that speaks just enough SMTP and believes nothing but replies. */
public final class SmtpClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 30_000;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  public SmtpClient(int port) throws IOException {
    this(InetAddress.getLoopbackAddress(), port);
  }

  SmtpClient(InetAddress host, int port) throws IOException {
    this(host, port, "EHLO");
  }

  private SmtpClient(InetAddress host, int port, String greeting) throws IOException {
    socket = new Socket(host, port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
    reply();
    command(greeting + " sender.example");
  }

  /** One that speaks LMTP. */
  public static SmtpClient lmtp(int port) throws IOException {
    return new SmtpClient(InetAddress.getLoopbackAddress(), port, "LHLO");
  }

  /** Sends one mail by LMTP; a reply for each recipient, all of which are taken. */
  public List<String> sendToAll(String from, List<String> to, byte[] crlfData) throws IOException {
    command("MAIL FROM:<" + from + ">");
    for (String one : to) {
      command("RCPT TO:<" + one + ">");
    }
    command("DATA");
    out.write(crlfData);
    var replies = new ArrayList<String>();
    replies.add(command("\r\n."));
    while (replies.size() < to.size()) {
      replies.add(reply());
    }
    return replies;
  }

  /**
   * The last reply to a mail.
   *
   * @param atData whether it came after the data, and not to RCPT
   */
  public record Answer(boolean atData, String reply) {}

  /** Sends one mail; the last reply, which is 250 when the mail is the server's. */
  public String send(String from, String to, byte[] crlfData) throws IOException {
    return offer(from, to, crlfData).reply();
  }

  /** As {@link #send}, and tells where in the transaction the answer came. */
  public Answer offer(String from, String to, byte[] crlfData) throws IOException {
    String recipient = begin(from, to);
    if (!recipient.startsWith("250")) {
      command("RSET");
      return new Answer(false, recipient);
    }
    write(crlfData);
    return new Answer(true, end());
  }

  /** Begins a mail; its data may follow if the reply to its recipient, returned here, is 250. */
  String begin(String from, String to) throws IOException {
    command("MAIL FROM:<" + from + ">");
    String recipient = command("RCPT TO:<" + to + ">");
    if (recipient.startsWith("250")) {
      command("DATA");
    }
    return recipient;
  }

  void write(byte[] crlfData) throws IOException {
    out.write(crlfData);
    out.flush();
  }

  /** Ends the data; the last reply. */
  String end() throws IOException {
    return command("\r\n.");
  }

  private String command(String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    return reply();
  }

  private String reply() throws IOException {
    String line;
    do {
      line = line();
    } while (line.length() > 3 && line.charAt(3) == '-');
    return line;
  }

  private String line() throws IOException {
    var text = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server closed the connection");
      }
      text.append((char) c);
    }
    return text.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
