package dev.postmeridian.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Forgets effects undelivered. */
@Command(
    name = "drop",
    description = "Forgets effects undelivered: dead ones, unless --state says which.",
    footer = {
      "",
      "Their targets never hear of them; a later correction of the message is delivered all the same.",
      "",
      "Examples:",
      "  ./postmeridian outbox drop --all",
      "  ./postmeridian outbox drop --effect tickets --state waiting"
    })
final class OutboxDropCommand implements Callable<Integer> {
  @Mixin private OutboxChange change;

  @Override
  public Integer call() {
    return change.run("drop", "Dropped");
  }
}
