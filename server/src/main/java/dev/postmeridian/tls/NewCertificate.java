package dev.postmeridian.tls;

import dev.postmeridian.mail.Domain;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates for development: P-256, valid for ten years. */
final class NewCertificate {
  private static final Duration VALIDITY = Duration.ofDays(3650);
  private static final X500Name SELF = new X500Name("CN=Postmeridian development");
  private static final X500Name AUTHORITY = new X500Name("CN=Postmeridian development authority");

  private NewCertificate() {}

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
      var content = new JcaContentSignerBuilder("SHA256withECDSA").build(signer);
      return new JcaX509CertificateConverter().getCertificate(builder.build(content));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("every Java platform has ECDSA", e);
    }
  }
}
