package dev.postmeridian.config;

import picocli.CommandLine.Command;

/** Works on the deployment file. */
@Command(
    name = "config",
    description = "Checks a deployment file, or shows the sample.",
    footer = {"", "Example: ./postmeridian config check eu.yaml"},
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CheckCommand.class, SampleCommand.class})
public final class ConfigCommand {}
