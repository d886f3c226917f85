package dev.postmeridian.smtp;

import dev.postmeridian.intake.ClientNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A client's connection, buffered both ways. Replies are sent when the server runs out of input, so
 * that a batch of pipelined commands gets its replies in one piece (RFC 2920).
 *
 * <p>Its thread reads and writes without timeouts of the socket; {@link #expire} and {@link
 * #dismiss}, called by the server's own thread, end it while it waits.
 */
final class Connection implements AutoCloseable {
  private static final int INPUT_BYTES = 8 << 10;
  private static final int OUTPUT_BYTES = 1 << 10;
  private static final long FAREWELL_NANOS = 1_000_000_000;

  private final Socket socket;
  private final Wait wait = new Wait();
  private final long peerNanos;
  private InputStream in = InputStream.nullInputStream();
  private volatile OutputStream out = OutputStream.nullOutputStream();
  private Socket current;

  private final byte[] input = new byte[INPUT_BYTES];
  private int position;
  private int limit;
  private Wait.For waitsFor = Wait.For.COMMAND;
  private long sinceNanos;
  private long untilNanos;

  private final byte[] output = new byte[OUTPUT_BYTES];
  private int outputLength;

  /**
   * @param peerNanos how long the peer may take to read our replies or to shake hands
   */
  Connection(Socket socket, long peerNanos) {
    this.socket = socket;
    this.peerNanos = peerNanos;
    this.current = socket;
  }

  /** Makes it ready to read and write; before that it can only be closed. */
  void open() throws IOException {
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  InetAddress client() {
    return socket.getInetAddress();
  }

  ClientNetwork clientNetwork() {
    return ClientNetwork.of(client());
  }

  boolean isEncrypted() {
    return current instanceof SSLSocket;
  }

  /** From now on input is a command, or data, and must be complete in this time. */
  void expect(Wait.For what, long nanos) {
    waitsFor = what;
    sinceNanos = System.nanoTime();
    extend(nanos);
  }

  /** What is expected may take this long from its beginning. */
  void extend(long nanos) {
    untilNanos = sinceNanos + nanos;
  }

  /** The next byte, 0 to 255, or -1 at the end. */
  int read() throws IOException {
    return position < limit || fill() ? input[position++] & 0xff : -1;
  }

  /** Takes back the byte that was just read. */
  void unread() {
    position--;
  }

  /** The buffer that holds what has been received and not read: [position, limit). */
  byte[] input() {
    return input;
  }

  int position() {
    return position;
  }

  int limit() {
    return limit;
  }

  void position(int to) {
    position = to;
  }

  /** Sends what is to be sent and waits for more input; false at the end of input. */
  boolean fill() throws IOException {
    flush();
    begin(waitsFor, untilNanos);
    int count = in.read(input, 0, input.length);
    end();
    position = 0;
    limit = Math.max(count, 0);
    return count > 0;
  }

  /** Sends the reply, now or with the next ones. */
  void send(Reply reply) throws IOException {
    byte[] wire = reply.wire();
    if (outputLength + wire.length > output.length) {
      flush();
    }
    if (wire.length > output.length) {
      write(wire, wire.length);
      return;
    }
    System.arraycopy(wire, 0, output, outputLength, wire.length);
    outputLength += wire.length;
  }

  void flush() throws IOException {
    if (outputLength > 0) {
      int length = outputLength;
      outputLength = 0;
      write(output, length);
    }
  }

  private void write(byte[] bytes, int length) throws IOException {
    begin(Wait.For.PEER, System.nanoTime() + peerNanos);
    out.write(bytes, 0, length);
    out.flush();
    end();
  }

  /**
   * Goes on in TLS. What the client sent ahead in clear is thrown away, so that nobody can slip
   * commands in before the encryption (RFC 3207, section 5).
   */
  void startTls(SSLSocketFactory factory) throws IOException {
    flush();
    begin(Wait.For.PEER, System.nanoTime() + peerNanos);
    var tls = (SSLSocket) factory.createSocket(socket, InputStream.nullInputStream(), false);
    tls.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    tls.startHandshake();
    end();
    position = 0;
    limit = 0;
    in = tls.getInputStream();
    out = tls.getOutputStream();
    current = tls;
  }

  private void begin(Wait.For what, long until) throws SocketException {
    if (!wait.begin(what, until)) {
      throw new SocketException("the server has ended the session");
    }
  }

  private void end() throws SocketException {
    if (!wait.end()) {
      throw new SocketException("the server has ended the session");
    }
  }

  /** Ends the session if what it waits for has not come in time. */
  void expire(long nowNanos, Reply tooLate) {
    switch (wait.overdue(nowNanos)) {
      case NOTHING -> {}
      case COMMAND -> dismiss(Wait.For.COMMAND, tooLate);
      case DATA -> dismiss(Wait.For.DATA, tooLate);
      case PEER, ENDED -> close();
    }
  }

  /** Ends the session with this reply if it waits for that; otherwise does nothing. */
  void dismiss(Wait.For what, Reply reply) {
    if (wait.take(what, System.nanoTime() + FAREWELL_NANOS)) {
      Thread.startVirtualThread(() -> farewell(reply));
    }
  }

  private void farewell(Reply reply) {
    try {
      out.write(reply.wire());
      out.flush();
      socket.shutdownOutput();
    } catch (IOException _) {
      // the client is gone already
    } finally {
      close();
    }
  }

  /** Sends what is left and lets the client read it before the connection goes. */
  void finish() throws IOException {
    flush();
    begin(Wait.For.PEER, System.nanoTime() + FAREWELL_NANOS);
    current.shutdownOutput();
    while (in.read(input, 0, input.length) > 0) {
      // what the client had under way when we said our last word
    }
    end();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // nothing more can be done for it
    }
  }
}
