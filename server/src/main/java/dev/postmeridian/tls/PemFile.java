package dev.postmeridian.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Writes PEM files, whole or not at all. */
final class PemFile {
  private PemFile() {}

  /** Anybody may read it. */
  static void write(Path file, X509Certificate certificate) throws IOException {
    write(file, certificate, "rw-r--r--");
  }

  /** Nobody but its owner may read it. */
  static void writeKey(Path file, PrivateKey key) throws IOException {
    write(file, new JcaPKCS8Generator(key, null), "rw-------");
  }

  private static void write(Path file, Object object, String mode) throws IOException {
    var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    Path whole =
        Files.createTempFile(file.toAbsolutePath().getParent(), "new", ".pem", permissions);
    Files.writeString(whole, pem(object));
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
