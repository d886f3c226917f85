package dev.postmeridian.smtp;

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

  private final Path chainFile;
  private final Path keyFile;
  private volatile ServerKey current;
  private volatile ServerKey before;
  private volatile String refused = "";

  /**
   * @param first what the files hold now
   */
  ReloadedKey(Path chain, Path key, ServerKey first) {
    this.chainFile = chain;
    this.keyFile = key;
    this.current = first;
    this.before = first;
  }

  private synchronized ServerKey newest() {
    String stamp = "";
    try {
      stamp = ServerKey.stamp(chainFile, keyFile);
      if (!stamp.equals(current.stamp()) && !stamp.equals(refused)) {
        var next = ServerKey.read(chainFile, keyFile);
        before = current;
        current = next;
        LOG.info("the certificate for STARTTLS has changed and is used from now on");
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
  private ServerKey of(String alias) {
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
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
