package dev.postmeridian.outbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that takes what it is given, the null sender too, which GreenMail does not. */
final class SmtpSink implements AutoCloseable {
  final List<String> commands = new CopyOnWriteArrayList<>();
  private final ServerSocket listener;
  private final String toRecipients;

  /**
   * @param toRecipients its answer to RCPT
   */
  SmtpSink(String toRecipients) throws IOException {
    this.toRecipients = toRecipients;
    listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket;
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
      say(socket, "220 sink");
      boolean data = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        commands.add(line);
        if (data) {
          data = !line.equals(".");
          if (!data) {
            say(socket, "250 taken");
          }
        } else {
          data = line.equals("DATA");
          say(socket, answer(line));
        }
      }
    } catch (IOException e) {
      // the client is gone
    }
  }

  private String answer(String line) {
    return switch (line.split(" ")[0]) {
      case "EHLO" -> "250-sink\r\n250 8BITMIME";
      case "RCPT" -> toRecipients;
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 bye";
      default -> "250 ok";
    };
  }

  private static void say(Socket socket, String reply) throws IOException {
    socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
