package dev.postmeridian.config;

import picocli.CommandLine.Command;

/** Changes whose mail may be where. */
@Command(
    name = "residency",
    description = "Plans a change of whose mail may be where.",
    footer = {"", "Example: ./postmeridian residency plan --config next.yaml"},
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ResidencyPlanCommand.class)
public final class ResidencyCommand {}
