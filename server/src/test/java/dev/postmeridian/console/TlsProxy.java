package dev.postmeridian.console;

import dev.postmeridian.mail.Domain;
import dev.postmeridian.tls.TlsCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;

/**
 * Ends TLS in front of a console, as an operator's proxy does, and adds nothing to what it hears.
 */
final class TlsProxy implements AutoCloseable {
  private final ServerSocket door;
  private final int consolePort;

  TlsProxy(Path folder, int consolePort) throws IOException {
    this.consolePort = consolePort;
    this.door =
        TlsCertificate.development(folder, new Domain("localhost"))
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String url(String path) {
    return "https://127.0.0.1:" + door.getLocalPort() + path;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket browser = door.accept();
        Socket console = new Socket(InetAddress.getLoopbackAddress(), consolePort);
        Thread.ofVirtual().start(() -> copy(browser, console));
        Thread.ofVirtual().start(() -> copy(console, browser));
      } catch (IOException _) {
        // closed, or a browser that does not like the certificate
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // either side hung up
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
