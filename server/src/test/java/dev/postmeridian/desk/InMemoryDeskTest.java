package dev.postmeridian.desk;

import dev.postmeridian.mail.MessageId;
import dev.postmeridian.region.RegionName;
import java.time.Instant;

/** The tests' own desk keeps the contract too. */
class InMemoryDeskTest extends DeskContract {
  private final InMemoryDesk desk =
      new InMemoryDesk(new RegionName("eu-west-1"), QUEUES, Instant::now);

  @Override
  protected Desk desk() {
    return desk;
  }

  @Override
  protected void arrive(Letter letter) {
    desk.hold(
        letter.id(),
        letter.country(),
        letter.mailbox(),
        letter.sender().canonical(),
        letter.at(),
        letter.raw(),
        letter.decision().map(_ -> letter.parsed()),
        letter.decision(),
        letter.quarantine());
  }

  @Override
  protected void erase(MessageId id) {
    desk.forget(id);
  }
}
