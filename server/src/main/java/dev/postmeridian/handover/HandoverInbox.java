package dev.postmeridian.handover;

import dev.postmeridian.mail.MessageId;
import java.util.List;
import java.util.Set;

/** A lawful region's side of what others hand over to it, beside what feeds store. */
public interface HandoverInbox {
  /** Which of these are durable here, whole or erased. */
  Set<MessageId> held(List<Departing> messages);

  /** What nobody has decided is decided here now; effects that were not delivered are put again. */
  void adopt(List<Departing> messages);
}
