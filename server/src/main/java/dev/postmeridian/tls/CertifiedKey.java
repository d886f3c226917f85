package dev.postmeridian.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/**
 * A certificate chain and the private key of its first certificate.
 *
 * @param stamp tells this pair from the one before
 */
@SuppressWarnings("ArrayRecordComponent")
record CertifiedKey(String stamp, X509Certificate[] chain, PrivateKey key) {
  private static final int PROOF_BYTES = 32;

  /**
   * Reads PEM files.
   *
   * @throws GeneralSecurityException if they hold no such pair
   */
  static CertifiedKey read(Path chain, Path key) throws IOException, GeneralSecurityException {
    var pair = readOwn(chain, key);
    pair.check();
    return pair;
  }

  /** Reads PEM files that this program wrote: one fits the other. */
  static CertifiedKey readOwn(Path chain, Path key) throws IOException, GeneralSecurityException {
    String stamp = stamp(chain, key);
    var certificates = certificates(chain);
    return new CertifiedKey(stamp, certificates, privateKey(key, certificates[0]));
  }

  /** Changes whenever one of the files does. */
  static String stamp(Path chain, Path key) throws IOException {
    return version(chain) + " " + version(key);
  }

  private static String version(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant() + "/" + Files.size(file);
  }

  /** While files are being exchanged, one may be new and the other old. */
  private void check() throws GeneralSecurityException {
    byte[] proof = new byte[PROOF_BYTES];
    new SecureRandom().nextBytes(proof);
    var signature = Signature.getInstance(algorithm());
    signature.initSign(key);
    signature.update(proof);
    byte[] signed = signature.sign();
    signature.initVerify(chain[0]);
    signature.update(proof);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("the key is not that of the certificate");
    }
  }

  private String algorithm() throws GeneralSecurityException {
    if (!chain[0].getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
      throw new GeneralSecurityException("the key is not that of the certificate");
    }
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> key.getAlgorithm();
    };
  }

  private static X509Certificate[] certificates(Path chain)
      throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(chain)) {
      var certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toArray(X509Certificate[]::new);
      if (certificates.length == 0) {
        throw new GeneralSecurityException("the certificate file holds no certificate");
      }
      return certificates;
    }
  }

  private static PrivateKey privateKey(Path key, X509Certificate certificate)
      throws IOException, GeneralSecurityException {
    var found = PemFile.privateKey(key, certificate.getPublicKey().getAlgorithm());
    return found.isPresent() ? found.get() : OlderKeyForms.read(key);
  }
}
