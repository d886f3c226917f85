package dev.postmeridian.link;

import static dev.postmeridian.link.TwoEnds.EU;
import static dev.postmeridian.link.TwoEnds.LAW;
import static dev.postmeridian.link.TwoEnds.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.link.LinkRequest.Lane;
import dev.postmeridian.tls.DevelopmentAuthority;
import dev.postmeridian.tls.MutualTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may talk over the link, and in what. */
class HandshakeTest {
  private static final LinkRequest ASK = new LinkRequest(Lane.MAIL, "/test", Duration.ofSeconds(5));

  @TempDir Path folder;
  private TwoEnds ends;
  private LinkServer server;

  @BeforeEach
  void listen() {
    ends = new TwoEnds(folder);
    server = ends.server();
  }

  @AfterEach
  void close() throws Exception {
    ends.close();
  }

  @Test
  void nothingOlderThanTls13IsOffered() {
    assertThatThrownBy(() -> shake("TLSv1.2", ends.files(US.value())))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whoShowsNoCertificateIsTurnedAway() {
    assertThatThrownBy(() -> shake("TLSv1.3", null)).isInstanceOf(IOException.class);
  }

  @Test
  void aRegionOfTheDeploymentComesIn() throws Exception {
    assertThat(shake("TLSv1.3", ends.files(US.value()))).isEqualTo("h2");
  }

  @Test
  void aCertificateOfAnotherAuthorityIsTurnedAway(@TempDir Path other) {
    var foreign = new DevelopmentAuthority(other).certify(US.value(), other.resolve("us"));
    assertThatThrownBy(() -> shake("TLSv1.3", foreign)).isInstanceOf(IOException.class);
  }

  @Test
  void aCertificateThatNamesNoRegionOfTheDeploymentIsTurnedAway() {
    assertThatThrownBy(() -> shake("TLSv1.3", ends.files("mars-north-1")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aServerThatIsAnotherRegionIsToldNothing() {
    var impostor =
        ends.closing(
            new LinkServer(TwoEnds.anywhere(), ends.files(US.value()), LAW.regions(), List.of())
                .start());
    var link = ends.link(impostor.port());
    assertThatThrownBy(() -> link.exchange(LAW.metadata(EU), ASK, new byte[1]))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("TLS was refused");
  }

  @Test
  void aServerOfAnotherAuthorityIsToldNothing(@TempDir Path other) {
    var foreign = new DevelopmentAuthority(other).certify(US.value(), other.resolve("us"));
    var link = ends.link(server.port(), foreign);
    assertThatThrownBy(() -> link.exchange(LAW.metadata(EU), ASK, new byte[1]))
        .isInstanceOf(LinkException.class);
  }

  @Test
  void changedFilesCountFromTheNextHandshakeOn(@TempDir Path other) throws Exception {
    var next = new DevelopmentAuthority(other).certify(EU.value(), other.resolve("eu"));
    var nextPeer = new DevelopmentAuthority(other).certify(US.value(), other.resolve("us"));
    assertThatThrownBy(() -> shake("TLSv1.3", nextPeer)).isInstanceOf(IOException.class);
    var own = ends.files(EU.value());
    replace(next.key(), own.key());
    replace(next.certificate(), own.certificate());
    replace(next.authority(), own.authority());
    assertThat(shake("TLSv1.3", nextPeer)).isEqualTo("h2");
    try (var in = Files.newInputStream(next.certificate())) {
      assertThat(shown).isEqualTo(CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
  }

  private static void replace(Path from, Path to) throws IOException {
    Path whole = Files.copy(from, to.resolveSibling("next.pem"));
    Files.move(whole, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void theDevelopmentAuthorityIsMadeOnceAndItsKeysArePrivate() throws IOException {
    var first = ends.files(US.value());
    var bytes = Files.readAllBytes(first.certificate());
    assertThat(ends.files(US.value())).isEqualTo(first);
    assertThat(first.certificate()).hasBinaryContent(bytes);
    for (var key : new Path[] {first.key(), folder.resolve("link-authority-key.pem")}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
    }
  }

  private X509Certificate shown;

  /**
   * A client that trusts anybody; returns the protocol agreed on, after the server's first word.
   */
  private String shake(String version, MutualTls files) throws Exception {
    var context = context(files);
    try (var socket = (SSLSocket) context.getSocketFactory().createSocket()) {
      socket.connect(TwoEnds.at(server.port()), 5000);
      socket.setSoTimeout(5000);
      socket.setEnabledProtocols(new String[] {version});
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes());
      socket.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
      socket.getOutputStream().flush();
      // in TLS 1.3 a client learns only now whether its certificate was taken
      if (socket.getInputStream().read() < 0) {
        throw new IOException("closed");
      }
      return socket.getApplicationProtocol();
    }
  }

  private static SSLContext context(MutualTls files) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    if (files != null) {
      store(files, store);
    }
    var keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
    return context;
  }

  private static void store(MutualTls files, KeyStore store) throws Exception {
    try (var in = Files.newInputStream(files.certificate());
        var pem = new PEMParser(Files.newBufferedReader(files.key()))) {
      var chain = CertificateFactory.getInstance("X.509").generateCertificate(in);
      var key = new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) pem.readObject());
      store.setKeyEntry("own", key, new char[0], new Certificate[] {chain});
    }
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
