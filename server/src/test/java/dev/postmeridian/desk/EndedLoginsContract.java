package dev.postmeridian.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What sessions may rely on, whatever keeps the ended ones. */
public abstract class EndedLoginsContract {
  protected static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

  /** Those of one node. */
  protected abstract EndedLogins here();

  /** Those of another node of the region. */
  protected abstract EndedLogins there();

  @Test
  void whatEndedAtOneNodeHasEndedAtAll() {
    byte[] login = login();
    here().end("ada", login, LATER);
    here().end("ada", login, LATER);

    assertThat(here().hasEnded("ada", login)).isTrue();
    assertThat(there().hasEnded("eve", login)).isTrue();
    assertThat(there().hasEnded("ada", login())).isFalse();
  }

  protected static byte[] login() {
    byte[] digest = new byte[32];
    new SecureRandom().nextBytes(digest);
    return digest;
  }
}
