package dev.postmeridian.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Textual encodings of keys and certificates (RFC 7468). */
final class PemFile {
  private static final int LINE = 64;
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");

  private PemFile() {}

  /** Writes a certificate, whole or not at all; anybody may read it. */
  static void write(Path file, X509Certificate certificate) throws IOException {
    try {
      write(file, "CERTIFICATE", certificate.getEncoded(), "rw-r--r--");
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that exists has an encoding", e);
    }
  }

  /** Writes a key, whole or not at all; nobody but its owner may read it. */
  static void writeKey(Path file, PrivateKey key) throws IOException {
    write(file, "PRIVATE KEY", key.getEncoded(), "rw-------");
  }

  private static void write(Path file, String label, byte[] der, String mode) throws IOException {
    var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    Path whole =
        Files.createTempFile(file.toAbsolutePath().getParent(), "new", ".pem", permissions);
    Files.writeString(whole, encoded(label, der));
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String encoded(String label, byte[] der) {
    String text = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label);
  }

  /**
   * Reads a private key in PKCS#8 (RFC 5958), not encrypted.
   *
   * @param algorithm of the key, such as EC
   * @return empty if the file holds none in this form
   * @throws GeneralSecurityException if what it holds is no such key
   */
  static Optional<PrivateKey> privateKey(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    var found = PRIVATE_KEY.matcher(Files.readString(file, ISO_8859_1));
    if (!found.find()) {
      return Optional.empty();
    }
    try {
      var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the key file is damaged: " + e.getMessage(), e);
    }
  }
}
