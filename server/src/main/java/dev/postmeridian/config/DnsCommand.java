package dev.postmeridian.config;

import picocli.CommandLine.Command;

/** Works on what senders find in DNS. */
@Command(
    name = "dns",
    description = "Prints the DNS records that bring mail to regions that may take it.",
    footer = {"", "Example: ./postmeridian dns export --config eu.yaml"},
    synopsisSubcommandLabel = "COMMAND",
    subcommands = DnsExportCommand.class)
public final class DnsCommand {}
