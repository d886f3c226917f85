package dev.postmeridian.cli;

import picocli.CommandLine.Command;

/** Reads triaged mail. */
@Command(
    name = "messages",
    description = "Lists, shows and searches mail, in every region that answers.",
    footer = {
      "",
      "Examples:",
      "  ./postmeridian messages list",
      "  ./postmeridian messages search invoice overdue"
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      MessagesListCommand.class,
      MessagesSearchCommand.class,
      MessagesShowCommand.class
    })
public final class MessagesCommand {}
