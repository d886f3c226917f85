package dev.postmeridian.cli;

import picocli.CommandLine.Command;

/** What follows from decisions. */
@Command(
    name = "outbox",
    description =
        "Lists what follows from decisions (webhooks, forwarded mail), delivers it again, drops it.",
    footer = {
      "",
      "What the deployment file names under 'outbox' happens to each message that is decided. Each",
      "effect is tried again until its target takes it, or until it is given up: then it is dead,",
      "until you retry it.",
      "",
      "Examples:",
      "  ./postmeridian outbox list --state dead",
      "  ./postmeridian outbox retry --effect tickets"
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {OutboxListCommand.class, OutboxRetryCommand.class, OutboxDropCommand.class})
public final class OutboxCommand {}
