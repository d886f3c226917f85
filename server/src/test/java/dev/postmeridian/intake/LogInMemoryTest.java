package dev.postmeridian.intake;

import dev.postmeridian.mail.MessageId;
import java.util.Optional;

/** The tests' own log keeps the contract too. */
class LogInMemoryTest extends AcceptedLogContract {
  private final LogInMemory log = new LogInMemory();

  @Override
  protected AcceptedLog log() {
    return log;
  }

  @Override
  protected Optional<byte[]> kept(MessageId id) {
    return log.messages().stream().filter(m -> m.id().equals(id)).map(Acceptance::data).findFirst();
  }
}
