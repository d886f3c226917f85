package dev.postmeridian.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postmeridian.intake.IntakeFixture;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates made for development. */
class TlsCertificateTest {
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
    var proved = CertifiedKey.read(chain, key); // a key that is not the certificate's would throw
    var own = CertifiedKey.readOwn(chain, key);
    assertThat(own.stamp()).isEqualTo(proved.stamp());
    assertThat(own.chain()).isEqualTo(proved.chain());
    assertThat(own.key()).isEqualTo(proved.key());
  }

  @Test
  void keysInTheFormsOfBeforePkcs8AreRead(@TempDir Path folder) throws Exception {
    TlsCertificate.development(folder, IntakeFixture.HOST);
    Path chain = folder.resolve("smtp-certificate.pem");
    var own = CertifiedKey.read(chain, folder.resolve("smtp-key.pem"));
    var curve = SECObjectIdentifiers.secp256r1;
    var key = new ECPrivateKey(256, secret(own), curve);
    String older = pem(new PemObject("EC PRIVATE KEY", key.getEncoded()));
    String parameters = pem(new PemObject("EC PARAMETERS", curve.getEncoded()));
    for (String text : List.of(older, parameters + older)) {
      Path file = Files.writeString(folder.resolve("older.pem"), text);
      assertThat(secret(CertifiedKey.read(chain, file))).isEqualTo(secret(own));
    }
    var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    assertThat(OlderKeyForms.read(Files.writeString(folder.resolve("rsa.pem"), pem(rsa))))
        .isEqualTo(rsa.getPrivate());
  }

  private static BigInteger secret(CertifiedKey key) {
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
  void aKeyThatIsDamagedOrOfAnotherKindIsNamed(@TempDir Path folder) throws Exception {
    TlsCertificate.development(folder, IntakeFixture.HOST);
    String good = Files.readString(folder.resolve("smtp-key.pem"));
    var generator = KeyPairGenerator.getInstance("RSA");
    Path rsa = folder.resolve("rsa.pem");
    PemFile.writeKey(rsa, generator.generateKeyPair().getPrivate());
    Path cut = Files.writeString(folder.resolve("cut.pem"), good.replaceFirst("\nM.{20}", "\n"));
    for (Path key : List.of(rsa, cut)) {
      assertThatThrownBy(
              () -> TlsCertificate.fromFiles(folder.resolve("smtp-certificate.pem"), key))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(key.toString());
    }
  }
}
