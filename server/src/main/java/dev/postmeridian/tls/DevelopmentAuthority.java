package dev.postmeridian.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * An authority of one data folder, for development: made at the first start and kept; safe for
 * several nodes at once. Whoever can read its key can be any region.
 *
 * @param folder gets {@code link-authority.pem} and {@code link-authority-key.pem} (mode 0600)
 */
public record DevelopmentAuthority(Path folder) {
  /**
   * A certificate that names its owner, made the first time, and again where it is not this
   * authority's.
   *
   * @param name what the certificate says
   * @param own gets {@code link-certificate.pem} and {@code link-key.pem} (mode 0600)
   */
  public MutualTls certify(String name, Path own) {
    var files =
        new MutualTls(
            own.resolve("link-certificate.pem"), own.resolve("link-key.pem"), certificate());
    FolderLock.holding(folder.resolve("link-authority.lock"), () -> make(name, files));
    return files;
  }

  private void make(String name, MutualTls files) {
    try {
      if (!Files.exists(certificate()) || !Files.exists(key())) {
        var pair = NewCertificate.keyPair();
        PemFile.writeKey(key(), pair.getPrivate());
        PemFile.write(certificate(), NewCertificate.authority(pair));
      }
      if (!isCertified(files)) {
        var authority = CertifiedKey.readOwn(certificate(), key());
        var pair = NewCertificate.keyPair();
        Files.createDirectories(files.key().toAbsolutePath().getParent());
        PemFile.writeKey(files.key(), pair.getPrivate());
        PemFile.write(
            files.certificate(), NewCertificate.certified(name, pair.getPublic(), authority.key()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the development certificates in " + folder, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the development authority "
              + certificate()
              + " cannot be used; remove it and its key"
              + " on every machine, and start again",
          e);
    }
  }

  private boolean isCertified(MutualTls files) throws IOException, GeneralSecurityException {
    if (!Files.exists(files.certificate()) || !Files.exists(files.key())) {
      return false;
    }
    var authority = CertifiedKey.readOwn(certificate(), key()).chain()[0].getPublicKey();
    try {
      CertifiedKey.readOwn(files.certificate(), files.key()).chain()[0].verify(authority);
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private Path certificate() {
    return folder.resolve("link-authority.pem");
  }

  private Path key() {
    return folder.resolve("link-authority-key.pem");
  }
}
