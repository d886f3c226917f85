package dev.postmeridian.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client that sends whatever bytes a test wants and reads replies. */
final class RawClient implements AutoCloseable {
  private Socket socket;

  /** Connects, and reads nothing. */
  RawClient(InetSocketAddress server) throws IOException {
    this(server, new Socket());
  }

  /** Connects from this address of the machine's own. */
  static RawClient from(String address, InetSocketAddress server) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(address, 0));
    return new RawClient(server, socket).greet("EHLO");
  }

  private RawClient(InetSocketAddress server, Socket socket) throws IOException {
    this.socket = socket;
    socket.connect(server, 5_000);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(5_000);
  }

  /** Connects and greets. */
  static RawClient greeted(InetSocketAddress server) throws IOException {
    return greeted(server, "EHLO");
  }

  static RawClient greeted(InetSocketAddress server, String verb) throws IOException {
    return new RawClient(server).greet(verb);
  }

  private RawClient greet(String verb) throws IOException {
    reply();
    command(verb + " client.example");
    return this;
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Sends lines in one piece. */
  void pipeline(String... lines) throws IOException {
    send(String.join("\r\n", lines) + "\r\n");
  }

  /** Sends a line, returns the whole reply. */
  String command(String line) throws IOException {
    send(line + "\r\n");
    return reply();
  }

  /** One reply, its lines joined by LF; empty at the end of the connection. */
  String reply() throws IOException {
    var lines = new ArrayList<String>();
    String line;
    do {
      line = line();
      lines.add(line);
    } while (line.length() > 3 && line.charAt(3) == '-');
    return String.join("\n", lines);
  }

  List<String> replies(int count) throws IOException {
    var replies = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      replies.add(reply());
    }
    return replies;
  }

  private String line() throws IOException {
    var bytes = new ByteArrayOutputStream();
    int octet;
    while ((octet = socket.getInputStream().read()) >= 0 && octet != '\n') {
      bytes.write(octet);
    }
    return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /** Whether the server has closed the connection; waits for it. */
  boolean isClosedByServer() throws IOException {
    return socket.getInputStream().read() < 0;
  }

  /** What one read of the socket gives: what the server sent in one piece. */
  String piece() throws IOException {
    byte[] bytes = new byte[65_536];
    int count = socket.getInputStream().read(bytes);
    return new String(bytes, 0, Math.max(count, 0), StandardCharsets.UTF_8);
  }

  /** Goes on in TLS with these protocols, trusting anybody. */
  SSLSession startTls(String... protocols) throws IOException, GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAnybody()}, null);
    var tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(socket, "server.example", socket.getPort(), true);
    if (protocols.length > 0) {
      tls.setEnabledProtocols(protocols);
    }
    tls.startHandshake();
    socket = tls;
    return tls.getSession();
  }

  void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class TrustAnybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
