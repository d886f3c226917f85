package dev.postmeridian.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate and key of two files, read again when a handshake finds them changed. Files that
 * cannot be used, or do not belong together yet, leave the pair before in force.
 */
final class ReloadedKey extends X509ExtendedKeyManager {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadedKey.class);

  private final String purpose;
  private final Path chainFile;
  private final Path keyFile;
  private volatile CertifiedKey current;
  private volatile CertifiedKey before;
  private volatile String refused = "";

  /**
   * @param purpose what the certificate is for, in the log's words
   * @param first what the files hold now
   */
  ReloadedKey(String purpose, Path chain, Path key, CertifiedKey first) {
    this.purpose = purpose;
    this.chainFile = chain;
    this.keyFile = key;
    this.current = first;
    this.before = first;
  }

  private synchronized CertifiedKey newest() {
    String stamp = "";
    try {
      stamp = CertifiedKey.stamp(chainFile, keyFile);
      if (!stamp.equals(current.stamp()) && !stamp.equals(refused)) {
        var next = CertifiedKey.read(chainFile, keyFile);
        before = current;
        current = next;
        LOG.info("the certificate for {} has changed and is used from now on", purpose);
      }
    } catch (IOException | GeneralSecurityException _) {
      if (!stamp.equals(refused)) {
        LOG.warn(
            "the new certificate {} with its key cannot be used; the one before stays", chainFile);
      }
      refused = stamp;
    }
    return current;
  }

  /** A handshake that began before a change ends with what it began with. */
  private CertifiedKey of(String alias) {
    return alias.equals(before.stamp()) ? before : current;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    var key = newest();
    String algorithm = key.key().getAlgorithm();
    return keyType.equals(algorithm) || keyType.startsWith(algorithm + "_") ? key.stamp() : null;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return chooseServerAlias(keyType, issuers, null);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return of(alias).chain();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return of(alias).key();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {current.stamp()};
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {current.stamp()};
  }

  /** A client has this one certificate to show, whomever its server trusts. */
  @Override
  public String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return newest().stamp();
  }

  @Override
  public String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return newest().stamp();
  }
}
