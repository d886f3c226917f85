package dev.postmeridian.tls;

import dev.postmeridian.mail.Domain;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/**
 * Makes certificates for development, P-256 and valid for ten years, as the signer of what they
 * say.
 *
 * <p>The one class that a first start needs of Bouncy Castle, whose signed jars take a tenth of a
 * start to verify. As it implements an interface of theirs, the start-up cache leaves it out, and
 * later starts never open them.
 */
final class NewCertificate implements ContentSigner {
  private static final Duration VALIDITY = Duration.ofDays(3650);
  private static final X500Name SELF = new X500Name("CN=Postmeridian development");
  private static final X500Name AUTHORITY = new X500Name("CN=Postmeridian development authority");

  private final PrivateKey key;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  private NewCertificate(PrivateKey key) {
    this.key = key;
  }

  static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has EC keys", e);
    }
  }

  /** A server's own, that nobody vouches for. */
  static X509Certificate selfSigned(KeyPair pair, Domain host) {
    return signed(SELF, SELF, pair.getPublic(), pair.getPrivate(), named(host.value()));
  }

  /** An authority's, that may sign others and nothing below them. */
  static X509Certificate authority(KeyPair pair) {
    return signed(
        AUTHORITY,
        AUTHORITY,
        pair.getPublic(),
        pair.getPrivate(),
        builder -> {
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
          builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        });
  }

  /** One that the authority vouches for. */
  static X509Certificate certified(String name, PublicKey key, PrivateKey authority) {
    return signed(AUTHORITY, new X500Name("CN=" + name), key, authority, named(name));
  }

  private static Extensions named(String name) {
    var names = new GeneralNames(new GeneralName(GeneralName.dNSName, name));
    return builder -> builder.addExtension(Extension.subjectAlternativeName, false, names);
  }

  @FunctionalInterface
  private interface Extensions {
    void addTo(JcaX509v3CertificateBuilder builder) throws CertIOException;
  }

  private static X509Certificate signed(
      X500Name issuer, X500Name subject, PublicKey key, PrivateKey signer, Extensions extensions) {
    var now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(127, new SecureRandom()),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(VALIDITY)),
            subject,
            key);
    try {
      extensions.addTo(builder);
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new NewCertificate(signer)));
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException("names and keys that are there make a certificate", e);
    }
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  }

  @Override
  public OutputStream getOutputStream() {
    return content;
  }

  @Override
  public byte[] getSignature() {
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(content.toByteArray());
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has ECDSA", e);
    }
  }
}
