package dev.postmeridian.cli;

import picocli.CommandLine.Command;

/** Looks after the keys that sealed copies of a region's mail open to. */
@Command(
    name = "keys",
    description = "Looks after the keys that sealed copies open to, and brings them to safety.",
    footer = {
      "",
      "Other regions may hold sealed copies of a region's mail (sealed_copies in the deployment file);",
      "they open to that region's keys alone. Keys are lost with a region's database, so export them",
      "while it lives, and keep the file and its passphrase where the region's loss does not reach them.",
      "",
      "Examples:",
      "  ./postmeridian keys list",
      "  ./postmeridian keys export --region eu-west-1 --to eu-west-1.keys"
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      KeysListCommand.class,
      KeysRotateCommand.class,
      KeysExportCommand.class,
      KeysImportCommand.class
    })
public final class KeysCommand {}
