package dev.postmeridian.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postmeridian.intake.IntakeFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
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
}
