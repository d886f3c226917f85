package dev.postmeridian.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Delivers effects again. */
@Command(
    name = "retry",
    description = "Delivers effects again at once: dead ones, unless --state says which.",
    footer = {
      "",
      "Key and revision stay: a receiver that has it already, and honours the key, sees it once.",
      "--state delivered replays what a receiver has lost.",
      "",
      "Examples:",
      "  ./postmeridian outbox retry --all",
      "  ./postmeridian outbox retry --effect tickets --state waiting",
      "  ./postmeridian outbox retry --message 4f1c0d1b --state delivered"
    })
final class OutboxRetryCommand implements Callable<Integer> {
  @Mixin private OutboxChange change;

  @Override
  public Integer call() {
    return change.run("retry", "To be delivered again");
  }
}
