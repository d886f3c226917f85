package dev.postmeridian.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trusts whom the authorities of a file vouch for, if it is also the peer that is expected. The
 * file is read again when a handshake finds it changed; one that cannot be used leaves those before
 * in force. What a certificate says is checked, never what host it was met at.
 */
final class ReloadedAuthority extends X509ExtendedTrustManager {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadedAuthority.class);

  private final String purpose;
  private final Path file;
  private final Predicate<X509Certificate> expected;
  private Trusted current;

  private record Trusted(String stamp, X509TrustManager manager) {}

  ReloadedAuthority(String purpose, Path file, Predicate<X509Certificate> expected)
      throws IOException, GeneralSecurityException {
    this.purpose = purpose;
    this.file = file;
    this.expected = expected;
    this.current = new Trusted(stamp(file), read(file));
  }

  private synchronized X509TrustManager newest() {
    String stamp = current.stamp();
    try {
      stamp = stamp(file);
      if (!stamp.equals(current.stamp())) {
        current = new Trusted(stamp, read(file));
        LOG.info("the authorities for {} have changed and count from now on", purpose);
      }
    } catch (IOException | GeneralSecurityException _) {
      LOG.warn("the new authorities in {} cannot be used; those before stay", file);
      current = new Trusted(stamp, current.manager());
    }
    return current.manager();
  }

  private static String stamp(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant() + "/" + Files.size(file);
  }

  private static X509TrustManager read(Path file) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int count = 0;
    try (var in = Files.newInputStream(file)) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + count++, one);
      }
    }
    if (count == 0) {
      throw new GeneralSecurityException("the authority file holds no certificate");
    }
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  private void checkPeer(X509Certificate[] chain) throws CertificateException {
    if (!expected.test(chain[0])) {
      throw new CertificateException("the certificate is not that of the expected peer");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    newest().checkClientTrusted(chain, authType);
    checkPeer(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    newest().checkServerTrusted(chain, authType);
    checkPeer(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(
      X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(
      X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public synchronized X509Certificate[] getAcceptedIssuers() {
    return newest().getAcceptedIssuers();
  }
}
