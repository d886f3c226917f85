package dev.postmeridian.smtp;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.postmeridian.mail.Domain;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What a listener shows for STARTTLS: a certificate from files, or one made for development. */
public final class TlsCertificate {
  private static final Duration DEVELOPMENT_VALIDITY = Duration.ofDays(3650);

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
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      // the key first: a chain without its key would be made anew, a key without a chain too
      write(key, pem(new JcaPKCS8Generator(pair.getPrivate(), null)), "rw-------");
      write(chain, pem(selfSigned(pair, host)), "rw-r--r--");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the development certificate " + chain, e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("every Java platform has EC keys and ECDSA", e);
    }
  }

  private static X509Certificate selfSigned(KeyPair pair, Domain host)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    var name = new X500Name("CN=Postmeridian development");
    var now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(127, new SecureRandom()),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(DEVELOPMENT_VALIDITY)),
            name,
            pair.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, host.value())));
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static String pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }

  private static void write(Path file, String text, String mode) throws IOException {
    var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    Path whole =
        Files.createTempFile(file.toAbsolutePath().getParent(), "new", ".pem", permissions);
    Files.writeString(whole, text);
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
