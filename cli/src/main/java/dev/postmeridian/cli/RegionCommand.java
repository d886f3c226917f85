package dev.postmeridian.cli;

import picocli.CommandLine.Command;

/** What is done to a region as a whole. */
@Command(
    name = "region",
    description = "Restores a region that lost its database.",
    footer = {"", "Example: ./postmeridian region restore eu-west-1"},
    synopsisSubcommandLabel = "COMMAND",
    subcommands = RegionRestoreCommand.class)
public final class RegionCommand {}
