package dev.postmeridian.triage;

import java.time.Duration;
import java.util.List;

/**
 * A queue that people work.
 *
 * @param description one sentence, in any language, that says what belongs here
 * @param examples mails or sentences that belong here, at most ten
 * @param sla how long a message may wait for a person
 */
public record Queue(QueueName name, String description, List<String> examples, Duration sla) {
  public Queue {
    examples = List.copyOf(examples);
  }
}
