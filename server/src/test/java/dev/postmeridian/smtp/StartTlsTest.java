package dev.postmeridian.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.intake.IntakeFixture;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** STARTTLS (RFC 3207) with a real TLS client. */
class StartTlsTest {
  @TempDir Path folder;
  private final SmtpFixture fixture = new SmtpFixture();
  private InetSocketAddress server;
  private RawClient client;

  @BeforeEach
  void greet() throws IOException {
    fixture.tls = Optional.of(TlsCertificate.development(folder, IntakeFixture.HOST));
    server = fixture.smtp().address();
    client = RawClient.greeted(server);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void mailComesInEncryptedAndIsTracedAsSuch(String version) throws Exception {
    assertThat(client.command("EHLO client.example")).contains("250-STARTTLS");
    assertThat(client.command("STARTTLS")).startsWith("220 2.0.0");
    assertThat(client.startTls(version).getProtocol()).isEqualTo(version);
    assertThat(client.command("MAIL FROM:<a@b.example>")).startsWith("503 5.5.1");
    assertThat(client.command("EHLO client.example")).doesNotContain("STARTTLS");
    assertThat(client.command("STARTTLS")).startsWith("503 5.5.1");
    client.pipeline("MAIL FROM:<a@b.example>", "RCPT TO:<support@acme.example>", "DATA");
    client.replies(3);
    assertThat(client.command("x\r\n.")).startsWith("250 2.0.0");
    assertThat(client.command("QUIT")).startsWith("221 2.0.0");
    assertThat(fixture.log().messages().getFirst().trace()).contains(" with ESMTPS id ");
  }

  @Test
  void commandsSlippedInBeforeTheEncryptionAreThrownAway() throws Exception {
    client.pipeline("STARTTLS", "EHLO evil.example", "MAIL FROM:<evil@b.example>");
    assertThat(client.reply()).startsWith("220 2.0.0");
    client.startTls();
    // had the injected EHLO been read, this would be the reply to it, and MAIL would be accepted
    assertThat(client.command("MAIL FROM:<a@b.example>")).startsWith("503 5.5.1");
    assertThat(client.command("EHLO client.example")).startsWith("250-mx.us-east-1.example");
    assertThat(client.command("RCPT TO:<support@acme.example>")).startsWith("503 5.5.1");
  }

  @Test
  void nodesThatStartAtOnceMakeOneCertificate(@TempDir Path fresh) throws Exception {
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      var starts = new ArrayList<Future<SSLContext>>();
      for (int i = 0; i < 8; i++) {
        starts.add(nodes.submit(() -> TlsCertificate.development(fresh, IntakeFixture.HOST)));
      }
      for (Future<SSLContext> start : starts) {
        assertThat(start.get()).isNotNull();
      }
    }
    Path chain = fresh.resolve("smtp-certificate.pem");
    Path key = fresh.resolve("smtp-key.pem");
    var proved = ServerKey.read(chain, key); // a key that is not the certificate's would throw
    var own = ServerKey.readOwn(chain, key);
    assertThat(own.stamp()).isEqualTo(proved.stamp());
    assertThat(own.chain()).isEqualTo(proved.chain());
    assertThat(own.key()).isEqualTo(proved.key());
  }

  @Test
  void aMailUnderWayIsForgotten() throws Exception {
    client.command("MAIL FROM:<a@b.example>");
    client.command("RCPT TO:<support@acme.example>");
    client.command("STARTTLS");
    client.startTls();
    client.command("EHLO client.example");
    assertThat(client.command("DATA")).startsWith("503 5.5.1");
  }

  @Test
  void olderTlsIsNotOffered() throws Exception {
    client.command("STARTTLS");
    assertThatThrownBy(() -> client.startTls("TLSv1.1")).isInstanceOf(SSLException.class);
  }

  @Test
  void starttlsTakesNoArgument() throws IOException {
    assertThat(client.command("STARTTLS now")).startsWith("501 5.5.4");
  }

  @Test
  void theDevelopmentCertificateIsMadeOnceAndItsKeyIsPrivate() throws IOException {
    Path key = folder.resolve("smtp-key.pem");
    String before = Files.readString(key);
    TlsCertificate.development(folder, IntakeFixture.HOST);
    assertThat(key).hasContent(before);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void aChangedCertificateIsShownFromTheNextHandshakeOnAndABrokenOneIsPassedOver()
      throws Exception {
    var first = certificate();
    Path other = Files.createDirectory(folder.resolve("other"));
    TlsCertificate.development(other, IntakeFixture.HOST);
    exchange(other, "smtp-certificate.pem");
    assertThat(certificate()).as("the key is still the old one").isEqualTo(first);

    exchange(other, "smtp-key.pem");
    var second = certificate();
    assertThat(second).isNotEqualTo(first);

    Files.writeString(folder.resolve("smtp-key.pem"), "nonsense");
    assertThat(certificate()).isEqualTo(second);
  }

  private void exchange(Path from, String file) throws IOException {
    Files.copy(from.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  private Certificate certificate() throws Exception {
    try (var session = RawClient.greeted(server)) {
      session.command("STARTTLS");
      return session.startTls().getPeerCertificates()[0];
    }
  }

  @Test
  void anUnusableCertificateIsNamed() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.pem"), "nonsense");
    assertThatThrownBy(() -> TlsCertificate.fromFiles(folder.resolve("smtp-certificate.pem"), bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bad.pem")
        .hasMessageContaining("no unencrypted private key");
  }

  @Test
  void keysInTheFormsOfBeforePkcs8AreRead() throws Exception {
    Path chain = folder.resolve("smtp-certificate.pem");
    var own = ServerKey.read(chain, folder.resolve("smtp-key.pem"));
    var curve = SECObjectIdentifiers.secp256r1;
    var key = new ECPrivateKey(256, secret(own), curve);
    String older = pem(new PemObject("EC PRIVATE KEY", key.getEncoded()));
    String parameters = pem(new PemObject("EC PARAMETERS", curve.getEncoded()));
    for (String text : List.of(older, parameters + older)) {
      Path file = Files.writeString(folder.resolve("older.pem"), text);
      assertThat(secret(ServerKey.read(chain, file))).isEqualTo(secret(own));
    }
    var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    assertThat(OlderKeyForms.read(Files.writeString(folder.resolve("rsa.pem"), pem(rsa))))
        .isEqualTo(rsa.getPrivate());
  }

  private static BigInteger secret(ServerKey key) {
    return ((java.security.interfaces.ECPrivateKey) key.key()).getS();
  }

  private static String pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }

  @Test
  void aKeyThatIsDamagedOrOfAnotherKindIsNamed() throws Exception {
    String good = Files.readString(folder.resolve("smtp-key.pem"));
    var generator = KeyPairGenerator.getInstance("RSA");
    Path rsa = folder.resolve("rsa.pem");
    PemFile.write(rsa, generator.generateKeyPair().getPrivate());
    Path cut = Files.writeString(folder.resolve("cut.pem"), good.replaceFirst("\nM.{20}", "\n"));
    for (Path key : List.of(rsa, cut)) {
      assertThatThrownBy(
              () -> TlsCertificate.fromFiles(folder.resolve("smtp-certificate.pem"), key))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(key.toString());
    }
  }
}
