package dev.postmeridian.smtp;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.postmeridian.mail.Domain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/** What a listener shows for STARTTLS: a certificate from files, or one made for development. */
public final class TlsCertificate {
  private TlsCertificate() {}

  /**
   * Reads a certificate, and reads it again whenever its files change.
   *
   * @param chain PEM, the server's own certificate first
   * @param key PEM, PKCS#8 or the older RSA and EC forms, not encrypted
   * @throws IllegalArgumentException if a file cannot be used; the message says which and why
   */
  public static SSLContext fromFiles(Path chain, Path key) {
    return context(chain, key, ServerKey::read);
  }

  private static SSLContext context(Path chain, Path key, Reading reading) {
    try {
      var keys = new ReloadedKey(chain, key, reading.read(chain, key));
      var context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys}, null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "cannot use the certificate " + chain + " with the key " + key + ": " + e.getMessage(),
          e);
    }
  }

  @FunctionalInterface
  private interface Reading {
    ServerKey read(Path chain, Path key) throws IOException, GeneralSecurityException;
  }

  /**
   * A self-signed certificate for development, made at the first start and kept; safe for several
   * nodes at once.
   *
   * @param folder gets {@code smtp-certificate.pem} and {@code smtp-key.pem} (mode 0600)
   */
  public static SSLContext development(Path folder, Domain host) {
    Path chain = folder.resolve("smtp-certificate.pem");
    Path key = folder.resolve("smtp-key.pem");
    if (!Files.exists(chain) || !Files.exists(key)) {
      makeOnce(chain, key, host);
    }
    return context(
        chain, key, ServerKey::readOwn); // to prove that they fit takes a tenth of a start
  }

  // A chain of one node beside the key of another would never fit: the first makes both.
  private static synchronized void makeOnce(Path chain, Path key, Domain host) {
    Path lock = chain.resolveSibling("smtp-certificate.lock");
    try {
      Files.createDirectories(lock.toAbsolutePath().getParent());
      try (var channel = FileChannel.open(lock, CREATE, WRITE);
          var _ = channel.lock()) {
        if (!Files.exists(chain) || !Files.exists(key)) {
          makeDevelopment(chain, key, host);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + lock, e);
    }
  }

  private static void makeDevelopment(Path chain, Path key, Domain host) {
    try {
      var pair = NewCertificate.keyPair();
      // the key first: a chain without its key would be made anew, a key without a chain too
      PemFile.write(key, pair.getPrivate());
      PemFile.write(chain, NewCertificate.selfSigned(pair, host));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the development certificate " + chain, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate just made has an encoding", e);
    }
  }
}
