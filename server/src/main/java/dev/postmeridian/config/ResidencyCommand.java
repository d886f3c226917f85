package dev.postmeridian.config;

import dev.postmeridian.cli.ResidencyApplyCommand;
import picocli.CommandLine.Command;

/** Changes whose mail may be where. */
@Command(
    name = "residency",
    description = "Plans and applies a change of whose mail may be where.",
    footer = {
      "",
      "Examples:",
      "  ./postmeridian residency plan --config next.yaml",
      "  ./postmeridian residency apply"
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ResidencyPlanCommand.class, ResidencyApplyCommand.class})
public final class ResidencyCommand {}
