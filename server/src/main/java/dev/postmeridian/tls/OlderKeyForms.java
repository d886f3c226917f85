package dev.postmeridian.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Private keys in the forms of before PKCS#8: of RSA alone (RFC 8017) and of EC (RFC 5915). */
final class OlderKeyForms {
  private OlderKeyForms() {}

  /**
   * Reads one that is not encrypted.
   *
   * @throws GeneralSecurityException if the file holds none
   */
  static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
    try (var parser = new PEMParser(Files.newBufferedReader(file))) {
      for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
        if (found instanceof PEMKeyPair pair) {
          return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
        }
      }
      throw new GeneralSecurityException("the key file holds no unencrypted private key");
    }
  }
}
