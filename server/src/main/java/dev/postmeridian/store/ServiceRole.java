package dev.postmeridian.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A role the service logs in as. Its password is derived from the owner's, so that all nodes of a
 * region know it, on whatever machine, and there is one secret to keep.
 */
record ServiceRole(String name, String password) {
  static ServiceRole of(DatabaseAddress address, String purpose) {
    String name = address.database() + "_" + purpose;
    return new ServiceRole(name, derived(address.ownerPassword(), name));
  }

  static String derived(String secret, String name) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] bytes = hmac.doFinal(("role " + name).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
