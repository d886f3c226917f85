package dev.postmeridian.config;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the commented sample file. */
@Command(
    name = "sample",
    description = "Prints the commented sample file, to start your own from.",
    footer = {"", "Example:", "  ./postmeridian config sample > postmeridian.yaml"})
final class SampleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    out.print(DeploymentFile.sample());
    out.flush();
    return 0;
  }
}
