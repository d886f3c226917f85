package dev.postmeridian.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The files of one end of a connection on which both ends show certificates; they are read again
 * whenever they change, and count from the next handshake on.
 *
 * @param certificate PEM, this end's own certificate first
 * @param key PEM, its key, not encrypted
 * @param authority PEM, the certificates of those who vouch for the other end
 */
public record MutualTls(Path certificate, Path key, Path authority) {
  private static final int RESUMABLE_SECONDS = 60;

  /**
   * A context of TLS 1.3.
   *
   * @param purpose what it is for, in the log's words
   * @param peer whether a certificate that an authority vouches for is that of the other end; host
   *     names do not matter
   * @throws IllegalArgumentException if a file cannot be used; the message says which and why
   */
  public SSLContext context(String purpose, Predicate<X509Certificate> peer) {
    try {
      var own = new ReloadedKey(purpose, certificate, key, CertifiedKey.read(certificate, key));
      var trust = new ReloadedAuthority(purpose, authority, peer);
      var context = SSLContext.getInstance("TLSv1.3");
      context.init(new KeyManager[] {own}, new TrustManager[] {trust}, null);
      context.getServerSessionContext().setSessionTimeout(RESUMABLE_SECONDS);
      context.getClientSessionContext().setSessionTimeout(RESUMABLE_SECONDS);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "cannot use the certificate "
              + certificate
              + " with the key "
              + key
              + " and the authority "
              + authority
              + " for "
              + purpose
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
