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
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

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
    return new CertifiedKey(stamp(chain, key), certificates(chain), privateKey(key));
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

  private static PrivateKey privateKey(Path key) throws IOException, GeneralSecurityException {
    try (var parser = new PEMParser(Files.newBufferedReader(key))) {
      var converter = new JcaPEMKeyConverter();
      return switch (parser.readObject()) {
        case PrivateKeyInfo info -> converter.getPrivateKey(info);
        case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
        case null, default ->
            throw new GeneralSecurityException("the key file holds no unencrypted private key");
      };
    }
  }
}
